#include "tests/faulty/server/Profile.h"

#include <algorithm>

namespace xmppconf::faulty {

namespace {

const std::vector<std::string> kPasswords = {"SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "DIGEST-MD5",
                                             "PLAIN"};
const std::vector<std::string> kAll = {"EXTERNAL",         "SCRAM-SHA-512-PLUS", "SCRAM-SHA-256-PLUS",
                                       "SCRAM-SHA-1-PLUS", "SCRAM-SHA-512",      "SCRAM-SHA-256",
                                       "SCRAM-SHA-1",      "DIGEST-MD5",         "PLAIN"};
const std::vector<std::string> kAnonymous = {"ANONYMOUS", "SCRAM-SHA-1"};

}  // namespace

const std::vector<Profile>& profiles() {
    static const std::vector<Profile> all = {
        {.name = "plain",
         .session = true,
         .streamManagement = true,
         .rosterVersions = true,
         .inClear = kPasswords,
         .overTls = kAll},
        {.name = "starttls",
         .startTls = true,
         .demandsTls = true,
         .announcesBindings = true,
         .inClear = {},
         .overTls = kAll},
        {.name = "mixed",
         .startTls = true,
         .replacesBadResources = false,
         .mostResources = 10,
         .externalForAll = true,
         .namesScramErrors = true,
         .endPointBinding = false,
         .inClear = {"SCRAM-SHA-256", "SCRAM-SHA-1"},
         .overTls = kAll},
        {.name = "anonymous", .moreDoors = true, .inClear = kAnonymous, .overTls = kAnonymous},
    };
    return all;
}

const Profile* profileNamed(std::string_view name) {
    const auto found = std::find_if(profiles().begin(), profiles().end(),
                                    [&](const Profile& each) { return each.name == name; });
    return found == profiles().end() ? nullptr : &*found;
}

}  // namespace xmppconf::faulty
