# Prosody. Sourced by lab; uses dir, port, profile, users.
# shellcheck shell=bash disable=SC2034,SC2154

server_user=prosody    # Prosody refuses to run as root
server_command=/usr/bin/prosody

configure() {
    local tls='' encrypt=false clear=true direct='' register='' n
    if [ "$profile" != plain ]; then tls='"tls";' direct=$((port + 1)); fi
    if [ "$profile" = tls ]; then encrypt=true clear=false register='"register_ibr";'; fi
    cat >"$dir/etc/prosody.cfg.lua" <<EOF
pidfile = "$dir/run/prosody.pid"
data_path = "$dir/data"
installer_plugin_path = "$dir/data"
certificates = "$dir/certs"
interfaces = { "127.0.0.1" }
c2s_ports = { $port }
c2s_direct_tls_ports = { $direct }
s2s_ports = { $((port + 2)) }
-- no "limits": its bandwidth limits would be measured, not the protocol
modules_enabled = { "roster"; "saslauth"; $tls "dialback"; "disco"; "private"; "vcard4"; "vcard_legacy"; "pep";
  "blocklist"; "carbons"; "smacks"; "version"; "uptime"; "time"; "ping"; "csi_simple"; $register "posix"; }
allow_registration = $encrypt
c2s_require_encryption = $encrypt
s2s_require_encryption = false
s2s_secure_auth = false
allow_unencrypted_plain_auth = $clear
authentication = "internal_plain"
storage = "internal"
ssl = { key = "$dir/certs/server.key"; certificate = "$dir/certs/chain.crt"; }
c2s_direct_tls_ssl = { key = "$dir/certs/server.key"; certificate = "$dir/certs/chain.crt"; }
log = { { levels = { min = "info" }; to = "file"; filename = "$dir/log/prosody.log" } }
VirtualHost "localhost"
EOF
    mkdir -p "$dir/data/localhost/accounts"
    for ((n = 1; n <= users; ++n)); do
        printf 'return {\n\t["password"] = "secret%d";\n};\n' "$n" >"$dir/data/localhost/accounts/user$n.dat"
    done
}

launch() { spawn prosody "$server_command" -F --config "$dir/etc/prosody.cfg.lua"; }

# A port in use does not stop Prosody, so its own word that it listens is asked for.
listening() {
    grep -q "Activated service 'c2s' on .*$port" "$dir/log/prosody.log" 2>/dev/null &&
        { [ "$profile" = plain ] || grep -q "Activated service 'c2s_direct_tls' on .*$((port + 1))" "$dir/log/prosody.log"; }
}
