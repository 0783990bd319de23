# Processes that are surely ended, and never somebody else's: a process is known by its id and its start time,
# since the kernel hands ids out again. Sourced by the scripts that start something.
# shellcheck shell=bash

# The start time of process $1 in clock ticks since boot; nothing when it has ended (a zombie has ended).
starttime() {
    local stat fields
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
    read -ra fields <<<"${stat##*) }"    # the command's name, in brackets, may hold anything
    if [ "${fields[0]}" != Z ]; then echo "${fields[19]}"; fi
}

alive() {    # id, start time
    [ -n "${2:-}" ] && [ "$(starttime "$1")" = "$2" ]
}

children() { cat "/proc/$1"/task/*/children 2>/dev/null || true; }

descendants() {    # of process $1, one id on each line
    local child
    for child in $(children "$1"); do
        echo "$child"
        descendants "$child"
    done
}

# Turns ids into lines "id start-time", with all their descendants.
family() {
    local id member start
    for id in "$@"; do
        for member in "$id" $(descendants "$id"); do
            start=$(starttime "$member")
            if [ -n "$start" ]; then echo "$member $start"; fi
        done
    done
}

any_alive() {    # of the lines "id start-time" in $1
    local id start
    while read -r id start; do
        if alive "$id" "$start"; then return 0; fi
    done <<<"$1"
    return 1
}

signal_alive() {    # signal, lines "id start-time"
    local id start
    while read -r id start; do
        if alive "$id" "$start"; then kill -s "$1" "$id" 2>/dev/null || true; fi
    done <<<"$2"
}

# Ends processes: TERM to those in $2, and after $1 seconds KILL to those in $3 that are left (lines "id start-time").
end_processes() {
    local end=$((SECONDS + $1))
    signal_alive TERM "$2"
    while any_alive "$3" && [ "$SECONDS" -lt "$end" ]; do sleep 0.05; done
    signal_alive KILL "$3"
    while any_alive "$3"; do sleep 0.02; done
}

# A foreground command would make bash wait for its end before it looks at a signal. So each long command is a
# background one that we wait for, and it is ended when this script is told to end.
supervised=()
start_supervised() {    # command…; its id is $started
    "$@" </dev/null &
    started=$!
    supervised+=("$started")
}

await_supervised() {    # id; its exit code is returned
    local code=0 id left=()
    wait "$1" || code=$?
    for id in "${supervised[@]}"; do
        if [ "$id" != "$1" ]; then left+=("$id"); fi
    done
    supervised=("${left[@]}")
    return "$code"
}

supervise() {    # command…; its exit code is returned
    start_supervised "$@"
    await_supervised "$started"
}

# All its descendants are told too: not each of them tells its own.
end_supervised() {    # seconds between TERM and KILL
    local members
    if [ "${#supervised[@]}" != 0 ]; then
        members=$(family "${supervised[@]}")
        supervised=()
        end_processes "$1" "$members" "$members"
    fi
}

# A command that a shell puts into the background without job control is born deaf to INT, and bash cannot mend that
# from inside. Begin again with INT heard, so that an interrupted script always tidies up.
hear_interrupts() {    # the script and its arguments
    local ignored
    ignored=$(awk '/^SigIgn:/ { print $2 }' /proc/self/status)
    if ((0x$ignored & 2)); then exec env --default-signal=INT "$@"; fi
}
