#include "harness/octets/XmppCertificate.h"

#include <Poco/String.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "harness/octets/OpenSslHandles.h"

namespace xmppconf::octets {

namespace {

std::string text(const ASN1_STRING* value) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
}

bool names(const OTHERNAME& other, const std::string& domain) {
    const int id = OBJ_obj2nid(other.type_id);
    const int type = ASN1_TYPE_get(other.value);
    if (id == NID_XmppAddr && type == V_ASN1_UTF8STRING) {
        return Poco::icompare(text(other.value->value.utf8string), domain) == 0;
    }
    if (id == NID_SRVName && type == V_ASN1_IA5STRING) {
        return Poco::icompare(text(other.value->value.ia5string), "_xmpp-client." + domain) == 0;
    }
    return false;
}

}  // namespace

bool namesXmppDomain(const X509& certificate, std::string_view domain) {
    const std::unique_ptr<GENERAL_NAMES, OpenSslDeleter<&GENERAL_NAMES_free>> all(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
    const std::string wanted(domain);
    for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(all.get(), i);
        if (name->type == GEN_OTHERNAME && names(*name->d.otherName, wanted)) return true;
    }
    return false;
}

}  // namespace xmppconf::octets
