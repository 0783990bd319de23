# jabberd2: router, sm, c2s and s2s on one SQLite file. Sourced by lab; uses dir, port, profile, users.
# shellcheck shell=bash disable=SC2034,SC2154

server_user=jabber
server_command=/usr/sbin/jabberd2-router

# What every part says about the router, its log and its process.
component() {
    cat <<EOF
<router><ip>127.0.0.1</ip><port>$((port + 3))</port><user>jabberd</user><pass>secret</pass>
<retry><init>20</init><lost>3</lost><sleep>1</sleep></retry></router>
<log type='file'><file>$dir/log/$1.log</file></log><pidfile>$dir/run/$1.pid</pidfile>
EOF
}

sqlite() {
    echo "<dbname>$dir/data/jabberd2.db</dbname><sql>PRAGMA synchronous = NORMAL;</sql><busy-timeout>2000</busy-timeout>"
}

configure_router() {
    echo '<users><user><name>jabberd</name><secret>secret</secret></user></users>' >"$dir/etc/router-users.xml"
    echo '<filter></filter>' >"$dir/etc/router-filter.xml"
    cat >"$dir/etc/router.xml" <<EOF
<router><id>router</id><pidfile>$dir/run/router.pid</pidfile><log type='file'><file>$dir/log/router.log</file></log>
<local><ip>127.0.0.1</ip><port>$((port + 3))</port><users>$dir/etc/router-users.xml</users><secret>secret</secret></local>
<check><interval>60</interval><keepalive>0</keepalive></check>
<io><max_fds>1024</max_fds><limits><bytes>0</bytes><connects>0</connects></limits><access><order>allow,deny</order></access></io>
<aliases></aliases>
<aci><acl type='all'><user>jabberd</user></acl><filter>$dir/etc/router-filter.xml</filter></aci>
</router>
EOF
}

# One chain of sm's modules, in the order in which Debian's sm.xml has them (which only root may read).
chain() {
    local id=$1 module
    shift
    echo "<chain id='$id'>"
    for module in "$@"; do echo "<module>$module</module>"; done
    echo '</chain>'
}

configure_sm() {
    {
        echo "<sm><id>sm</id>$(component sm)<local><id>localhost</id></local>"
        echo "<storage><path>$libraries</path><driver>sqlite</driver><sqlite>$(sqlite)</sqlite></storage>"
        echo "<aci><acl type='all'><jid>admin@localhost</jid></acl></aci><modules><path>$libraries</path>"
        chain sess-start status
        chain sess-end status iq-last
        chain in-sess validate status privacy roster vacation iq-vcard iq-ping iq-private disco amp offline announce \
            presence deliver
        chain out-sess
        chain in-router session validate presence privacy
        chain out-router privacy
        chain pkt-sm iq-last iq-ping iq-time iq-version amp disco announce help echo status presence
        chain pkt-user roster presence disco iq-vcard amp deliver vacation offline iq-last
        chain pkt-router session disco
        chain user-load active roster roster-publish privacy vacation
        chain user-unload
        chain user-create active template-roster
        chain user-delete active announce offline privacy roster vacation status iq-last iq-private iq-vcard
        chain disco-extend iq-version help
        echo '</modules><discovery><identity><category>server</category><type>im</type><name>jabberd2</name></identity>'
        echo '<agents/><items/></discovery><user><auto-create/><template/></user><amp/><offline/><roster/><status/></sm>'
    } >"$dir/etc/sm.xml"
}

configure_c2s() {
    local attributes='' direct='' pem="$dir/certs/server.pem"
    local mechanisms='<plain/><digest-md5/><cram-md5/><scram-sha-1/><scram-sha-256/>'
    if [ "$profile" != plain ]; then
        attributes="pemfile='$pem'"
        direct="<ssl-port>$((port + 1))</ssl-port><pemfile>$pem</pemfile>"
    fi
    if [ "$profile" = tls ]; then attributes+=" require-starttls='mu' register-enable='mu'"; fi
    cat >"$dir/etc/c2s.xml" <<EOF
<c2s><id>c2s</id>$(component c2s)
<local><id realm='localhost' $attributes>localhost</id><ip>127.0.0.1</ip><port>$port</port>$direct</local>
<io><max_fds>1024</max_fds>
<limits><bytes>0</bytes><stanzas>1000</stanzas><connects>0</connects><stanzasize>65535</stanzasize></limits>
<access><order>allow,deny</order></access>
<check><interval>0</interval><idle>0</idle><keepalive>0</keepalive></check></io>
<stats/><pbx/><stream_redirect/>
<authreg><path>$libraries</path><module>sqlite</module>
<mechanisms><traditional><plain/><digest/></traditional><sasl>$mechanisms</sasl></mechanisms>
<ssl-mechanisms><traditional><plain/></traditional><sasl>$mechanisms</sasl></ssl-mechanisms>
<sqlite>$(sqlite)<password_type><plaintext/></password_type></sqlite>
</authreg></c2s>
EOF
}

configure_s2s() {
    cat >"$dir/etc/s2s.xml" <<EOF
<s2s><id>s2s</id>$(component s2s)<local><ip>127.0.0.1</ip><port>$((port + 2))</port></local>
<io><max_fds>1024</max_fds><limits><stanzasize>65535</stanzasize></limits></io>
<check><interval>60</interval><queue>60</queue><retry>300</retry><idle>86400</idle><keepalive>0</keepalive><dnscache>300</dnscache></check>
<stats/><lookup><srv>xmpp-server</srv><min-ttl>30</min-ttl><max-ttl>86400</max-ttl></lookup><out-conn-reuse/><security/></s2s>
EOF
}

configure() {
    local n libraries tables=/usr/share/doc/jabberd2/db-setup.sqlite.gz
    [ -e "$tables" ] || die "$tables is missing: tests/install-packages lab brings it back"
    libraries=$(dirname "$(dpkg -L jabberd2 | grep '/authreg_sqlite\.so$')")
    configure_router
    configure_sm
    configure_c2s
    configure_s2s
    {
        zcat "$tables"
        for ((n = 1; n <= users; ++n)); do
            echo "INSERT INTO authreg VALUES ('user$n', 'localhost', 'secret$n');"
            echo "INSERT INTO active (\"collection-owner\", \"time\") VALUES ('user$n@localhost', 1700000000);"
        done
    } | sqlite3 "$dir/data/jabberd2.db" >"$dir/log/sqlite.out" || die "could not make jabberd2's database"
}

await_line() {    # a text, a log
    until grep -q "$1" "$dir/log/$2.log" 2>/dev/null; do
        all_alive || return 1
        sleep 0.02
    done
}

# One after the other: sm and c2s cannot open the database at the same time.
launch() {
    spawn router "$server_command" -c "$dir/etc/router.xml"
    await_line 'listening for incoming connections' router || return 0
    spawn sm /usr/sbin/jabberd2-sm -c "$dir/etc/sm.xml"
    spawn s2s /usr/sbin/jabberd2-s2s -c "$dir/etc/s2s.xml"
    await_line 'ready for sessions' sm || return 0
    spawn c2s /usr/sbin/jabberd2-c2s -c "$dir/etc/c2s.xml"
}

# c2s takes clients before sm is there, and then refuses every host: wait for sm too.
listening() {
    grep -q 'ready for sessions' "$dir/log/sm.log" 2>/dev/null &&
        grep -q 'ready for connections' "$dir/log/c2s.log" 2>/dev/null
}
