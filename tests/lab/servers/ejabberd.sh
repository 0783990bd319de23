# ejabberd: the Erlang machine itself, without ejabberdctl and without distribution, so that no epmd is started.
# Sourced by lab; uses dir, port, profile, users.
# shellcheck shell=bash disable=SC2034,SC2154

server_user=ejabberd
server_command=/usr/bin/erl
takes_certificates=yes    # of clients, in the profile tls

# A c2s listener. Without shapers: the default ones slow every connection down to a few kB/s. The default backlog of
# 5 makes a burst of connections wait a second, until the kernel repeats its SYN.
listener() {    # port, TLS option
    cat <<EOF
  - port: $1
    ip: "127.0.0.1"
    module: ejabberd_c2s
    max_stanza_size: 262144
    backlog: 128
    access: all
    $2
EOF
}

configure() {
    local starttls='' certificates='' register='' methods=internal
    if [ "$profile" != plain ]; then certificates="certfiles: [\"$dir/certs/server.pem\"]"$'\n'"c2s_cafile: \"$dir/certs/ca.crt\""; fi
    case $profile in
        plain) methods='internal, anonymous' ;;
        tls)
            starttls=$'starttls_required: true\n    tls_verify: true'    # asks for a client certificate: EXTERNAL
            register='  mod_register: {access: all, ip_access: all, password_strength: 0}'
            ;;
        mixed) starttls='starttls: true' ;;
    esac
    # Passwords are stored as they are, because DIGEST-MD5 needs them so.
    cat >"$dir/etc/ejabberd.yml" <<EOF
loglevel: info
log_rotate_count: 0
hosts: [localhost]
$certificates
auth_method: [$methods]
anonymous_protocol: sasl_anon
auth_password_format: plain
disable_sasl_mechanisms: [X-OAUTH2]
registration_timeout: infinity
s2s_use_starttls: false
access_rules:
  local: {allow: all}
listen:
$(listener "$port" "$starttls")
$([ "$profile" = plain ] || listener $((port + 1)) 'tls: true')
  - port: $((port + 2))
    ip: "127.0.0.1"
    module: ejabberd_s2s_in
modules:
  mod_adhoc: {}
  mod_blocking: {}
  mod_caps: {}
  mod_carboncopy: {}
  mod_client_state: {}
  mod_disco: {}
  mod_last: {}
  mod_offline: {}
  mod_ping: {}
  mod_privacy: {}
  mod_private: {}
  mod_pubsub: {plugins: [flat, pep]}
  mod_roster: {versioning: true}
  mod_s2s_dialback: {}
  mod_stream_mgmt: {}
  mod_time: {}
  mod_vcard: {search: false}
  mod_version: {}
$register
EOF
}

launch() {
    local n accounts='' libraries
    libraries=$(dpkg -L ejabberd | sed -n 's|/ejabberd-[^/]*/ebin$||p')
    for ((n = 1; n <= users; ++n)); do
        accounts+="ok = ejabberd_auth:try_register(<<\"user$n\">>, <<\"localhost\">>, <<\"secret$n\">>), "
    done
    # +sbwt none: the schedulers of several machines at once do not burn the processors while they wait
    spawn ejabberd env HOME="$dir/run" EJABBERD_CONFIG_PATH="$dir/etc/ejabberd.yml" \
        EJABBERD_LOG_PATH="$dir/log/ejabberd.log" EJABBERD_PID_PATH="$dir/run/ejabberd.pid" \
        ERL_CRASH_DUMP_BYTES=0 ERL_INETRC=/etc/ejabberd/inetrc ERL_MAX_PORTS=4096 ERL_LIBS="$libraries" \
        "$server_command" +K true +sbwt none +sbwtdcpu none +sbwtdio none -mnesia dir "\"$dir/data\"" \
        -ejabberd log_rotate_count 0 -noinput -s ejabberd \
        -eval "$accounts file:write_file(\"$dir/run/accounts\", <<>>)."
}

listening() { [ -e "$dir/run/accounts" ]; }
