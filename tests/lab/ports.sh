# Free loopback ports. Sourced by lab.
# shellcheck shell=bash

# Prints the first of $1 adjacent ports on which nobody listens. Below the range from which the kernel takes ports
# for outgoing connections, so that no client sits on them by chance. Somebody may take one before the server does:
# the caller tries again then.
free_ports() {
    local count=$1 used base port attempt
    used=" $(awk 'FNR > 1 { sub(/.*:/, "", $2); print $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null | sort -u | tr '\n' ' ')"
    for ((attempt = 0; attempt < 200; ++attempt)); do
        base=$((20000 + RANDOM % 12000))
        for ((port = base; port < base + count; ++port)); do
            if [[ $used == *" $(printf %04X "$port") "* ]]; then continue 2; fi
        done
        echo "$base"
        return
    done
    die "no $count adjacent free ports between 20000 and 32000"
}

# Whether something on port $1 answers a stream header with stream features.
answers_with_features() (
    exec 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf "<?xml version='1.0'?><stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>" >&3
    while IFS= read -r -d '>' -t 2 tag <&3; do
        case $tag in
            *"</stream:features" | *"<stream:features/") printf '</stream:stream>' >&3 && exit 0 ;;
            *"stream:error"*) exit 1 ;;
        esac
    done
    exit 1
)
