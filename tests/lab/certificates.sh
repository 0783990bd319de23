# A throw-away certificate authority, a server certificate of it, as RFC 6120, section 13.7.1.2, wants them, and a client
# certificate for user1@localhost (section 13.7.1.3).
# Elliptic curves, because their keys are made in milliseconds. Sourced by lab.
# shellcheck shell=bash

make_certificates() {    # folder
    local folder=$1
    mkdir -p "$folder"
    cat >"$folder/server.cnf" <<EOF
basicConstraints = CA:FALSE
keyUsage = digitalSignature, keyAgreement
extendedKeyUsage = serverAuth, clientAuth
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1, otherName:1.3.6.1.5.5.7.8.5;UTF8:localhost
EOF
    cat >"$folder/user1.cnf" <<EOF
basicConstraints = CA:FALSE
keyUsage = digitalSignature
extendedKeyUsage = clientAuth
subjectAltName = otherName:1.3.6.1.5.5.7.8.5;UTF8:user1@localhost
EOF
    (
        cd "$folder"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -keyout ca.key -out ca.crt \
            -days 30 -subj '/CN=xmppconf lab' -addext basicConstraints=critical,CA:TRUE \
            -addext keyUsage=critical,keyCertSign,cRLSign
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -keyout server.key -out server.csr \
            -subj /CN=localhost
        openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 \
            -extfile server.cnf -out server.crt
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -keyout user1.key -out user1.csr \
            -subj /CN=user1
        openssl x509 -req -in user1.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 \
            -extfile user1.cnf -out user1.crt
        cat server.crt ca.crt >chain.crt
        cat server.key chain.crt >server.pem
        chmod 600 ca.key server.key server.pem user1.key
    ) >"$folder/openssl.log" 2>&1 || die "openssl could not make certificates, see $folder/openssl.log"
}
