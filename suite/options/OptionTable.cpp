#include "suite/options/OptionTable.h"

namespace xmppconf::suite {
namespace {

constexpr std::string_view kTarget = "Target";
constexpr std::string_view kChoice = "What is run";
constexpr std::string_view kHow = "How it is run";
constexpr std::string_view kReports = "Reports";
constexpr std::string_view kInstead = "Instead of a run";

constexpr OptionForm kColor = {"--color", "auto|always|never",
                               "Colours: auto is for terminals, without $NO_COLOR (default: auto)", kReports};
constexpr OptionForm kHelp = {"-h,--help", "", "Prints this text", kInstead};

constexpr OptionForm kForms[] = {
    {"--target", "HOST[:PORT]",
     "The server: a name or an address; an IPv6 address with a port as [ADDRESS]:PORT", kTarget},
    {"--domain", "NAME", "The XMPP domain to ask for (default: that of the first account, else HOST)",
     kTarget},
    {"--accounts", "FILE",
     "Accounts as JSON: [{\"jid\":\"user@domain\",\"password\":\"...\"},...], with \"certificate\" and "
     "\"key\" "
     "where there are any",
     kTarget, true},
    {"--account", "JID", "An account; its password comes from --password-file or from $XMPPCONF_PASSWORD",
     kTarget, true},
    {"--password-file", "FILE", "The password of the --account of the same position", kTarget, true},
    {"--tls", "auto|starttls|direct|none", "How to come to TLS (default: auto, by what the server offers)",
     kTarget},
    {"--direct-port", "PORT",
     "Where the server speaks TLS directly (default: 5223, or PORT with --tls direct)", kTarget},
    {"--ca", "FILE",
     "Authorities (PEM) that the server's certificate is checked against (default: the system's)", kTarget},
    {"--insecure", "", "Take any certificate", kTarget},

    {"--select", "PATTERN",
     "Only what matches: a glob over vector ids (sasl/*), a step (sasl) or a requirement prefix (RFC6120/6*)",
     kChoice, true},
    {"--exclude", "PATTERN", "All but what matches", kChoice, true},
    {"--level", "must|should|may", "Judge only requirements of that level or above (default: may)", kChoice},
    {"--impact", "LIST",
     "List, and count for the exit code, only what has that impact when it is broken: security, "
     "interoperability, robustness and form, joined by commas (default: all); changes no verdict",
     kChoice},
    {"--vectors", "DIR", "A folder of vectors (default: those that came with the program)", kChoice, true},
    {"--intrusive", "",
     "Also vectors that flood, guess passwords or send megabytes (always on for a loopback target)", kChoice},

    {"--jobs", "N", "Conversations at a time, 1 to 256 (default: 16)", kHow},
    {"--timeout", "SECONDS", "The longest wait for an answer (default: 10)", kHow},
    {"--seed", "N", "Repeats the random choices of the run that reported this seed", kHow},
    {"--max-time", "SECONDS", "Cuts the run off after that time, with its reports (default: 300)", kHow},
    {"--fail-on", "LIST",
     "What fails the run: must, should, flaky, outage and gap, joined by commas, or never (default: "
     "must,flaky,outage,gap)",
     kHow},
    {"--baseline", "FILE",
     "Deviations that are accepted; new ones fail the run, and so do entries that no longer fail", kHow},
    {"--write-baseline", "FILE",
     "Writes what fails now as accepted; with --baseline, reasons are kept and what is repaired is dropped",
     kHow},

    {"--json", "FILE", "Writes a JSON report; - is standard output", kReports},
    {"--html", "FILE", "Writes an HTML report; - is standard output", kReports},
    {"--junit", "FILE", "Writes JUnit XML, as CI systems read it", kReports},
    {"--ctrf", "FILE", "Writes a report in the Common Test Report Format (JSON)", kReports},
    {"--summary", "FILE", "Writes a short summary in Markdown, for the page of a CI job", kReports},
    {"--trace", "", "Shows every conversation as it went over the wire, as soon as it is over", kReports},
    {"-v,--verbose", "",
     "As --trace, and lists the vectors that pass, too; with --explain, shows every action of the set-up",
     kReports},
    kColor,

    {"--list", "", "Lists the vectors, checking all files", kInstead},
    {"--requirements", "", "With --list: lists the requirements and the vectors that judge them", kInstead},
    {"--explain", "ID", "Prints a vector as a dialogue, or a requirement with its vectors", kInstead},
    {"--version", "", "Prints the version", kInstead},
    kHelp,
};

constexpr OptionForm kRenderForms[] = {
    {"--html", "FILE", "Where the HTML report is written; - is standard output", kReports},
    {"--name", "NAME", "Of several reports: what the one at the same position is called (default: its file)",
     kReports, true},
    kHelp,
};

constexpr OptionForm kDiffForms[] = {
    {"--html", "FILE", "Writes the differences as an HTML page, too; - is standard output", kReports},
    kColor,
    kHelp,
};

constexpr CommandForm kCommands[] = {
    {"render", "REPORT.json...",
     "Writes the report of an earlier run anew from its JSON; of several runs, a table that compares them",
     "0 written, 2 bad options or no report, 4 cannot be written", kRenderForms},
    {"diff", "OLD.json NEW.json", "Says what newly fails, passes, appeared, vanished or is no longer judged",
     "0 nothing got worse, 1 something did, 2 bad options or no report, 4 cannot be written", kDiffForms},
};

}  // namespace

std::span<const OptionForm> optionForms() { return kForms; }

std::span<const CommandForm> commandForms() { return kCommands; }

const CommandForm* commandNamed(std::string_view name) {
    for (const CommandForm& form : kCommands)
        if (form.name == name) return &form;
    return nullptr;
}

}  // namespace xmppconf::suite
