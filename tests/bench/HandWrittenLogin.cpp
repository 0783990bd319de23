#include "HandWrittenLogin.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace xmppconf::bench {

namespace {

constexpr const char* kNonce = "fyko+d2lbbFgONRv9qkxdawL";

std::string base64(const std::string& octets) {
    std::string text(4 * ((octets.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                       reinterpret_cast<const unsigned char*>(octets.data()),
                                       static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string fromBase64(const std::string& text) {
    std::string octets(text.size() + 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(octets.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    octets.resize(length < 0 ? 0U : static_cast<std::size_t>(length));
    while (!text.empty() && octets.size() > text.size() / 4 * 3 - static_cast<std::size_t>(std::count(
                                                                      text.end() - 2, text.end(), '='))) {
        octets.pop_back();
    }
    return octets;
}

std::string hmac(const std::string& key, const std::string& data) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(data.data()), data.size(), out, &length);
    return {reinterpret_cast<char*>(out), length};
}

std::string sha1(const std::string& data) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    EVP_Digest(data.data(), data.size(), out, &length, EVP_sha1(), nullptr);
    return {reinterpret_cast<char*>(out), length};
}

class Socket {
  public:
    explicit Socket(const LoginTarget& target) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<uint16_t>(target.port));
        inet_pton(AF_INET, target.host.c_str(), &address.sin_addr);
        const int one = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        ok_ = connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        setsockopt(fd_, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
    }
    ~Socket() { close(fd_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    void send(const std::string& text) {
        ok_ = ok_ && ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
    }

    std::string until(const char* mark) {
        std::string text;
        char buffer[8192];
        while (ok_ && text.find(mark) == std::string::npos) {
            const ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
            const int one = 1;
            setsockopt(fd_, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
            if (got <= 0) ok_ = false;
            if (got > 0) text.append(buffer, static_cast<std::size_t>(got));
        }
        return text;
    }
    bool ok() const { return ok_; }
    void finish() { shutdown(fd_, SHUT_WR); }

  private:
    int fd_;
    bool ok_ = false;
};

std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const auto begin = text.find(from);
    if (begin == std::string::npos) return "";
    const auto start = begin + from.size();
    const auto end = to.empty() ? text.size() : text.find(to, start);
    return text.substr(start, end - start);
}

std::string clientFinal(const std::string& serverFirst, const LoginTarget& target) {
    const std::string nonce = between(serverFirst, "r=", ",");
    const std::string salt = fromBase64(between(serverFirst, "s=", ","));
    const int iterations = std::atoi(between(serverFirst, "i=", "").c_str());
    unsigned char salted[20];
    PKCS5_PBKDF2_HMAC(target.password.data(), static_cast<int>(target.password.size()),
                      reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()),
                      iterations, EVP_sha1(), 20, salted);
    const std::string clientKey = hmac({reinterpret_cast<char*>(salted), 20}, "Client Key");
    const std::string bare = "c=biws,r=" + nonce;
    const std::string message = "n=" + target.user + ",r=" + kNonce + "," + serverFirst + "," + bare;
    std::string proof = hmac(sha1(clientKey), message);
    for (std::size_t i = 0; i < proof.size(); ++i) proof[i] = static_cast<char>(proof[i] ^ clientKey[i]);
    return bare + ",p=" + base64(proof);
}

}  // namespace

double handWrittenLogin(const LoginTarget& target) {
    const std::string header = "<?xml version='1.0'?><stream:stream to='" + target.domain +
                               "' version='1.0' xml:lang='en' xmlns='jabber:client' "
                               "xmlns:stream='http://etherx.jabber.org/streams'>";
    const auto began = std::chrono::steady_clock::now();
    Socket server(target);
    server.send(header);
    server.until("</stream:features>");
    server.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>" +
                base64("n,,n=" + target.user + ",r=" + kNonce) + "</auth>");
    const std::string challenge = server.until("</challenge>");
    const auto opened = challenge.find('>', challenge.find("<challenge"));
    const std::string serverFirst =
        fromBase64(between(challenge.substr(std::min(opened, challenge.size())), ">", "<"));
    server.send("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" +
                base64(clientFinal(serverFirst, target)) + "</response>");
    server.until("</success>");
    server.send(header);
    server.until("</stream:features>");
    server.send("<iq id='bind-1' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'></bind></iq>");
    server.until("</iq>");
    server.send("</stream:stream>");
    server.until("</stream:stream>");
    server.finish();
    if (!server.ok()) return -1;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace xmppconf::bench
