# The keeper is the parent of a server's processes. It ends all of them when it is told to, when one of them has ended,
# and when the owner has ended, even by KILL. Should the keeper itself be killed, the kernel ends its children.
# Sourced by lab; uses dir, run_as, owner.
# shellcheck shell=bash disable=SC2154

# Starts a command as the server's user and writes "name id start-time" to run/processes.
spawn() {
    local name=$1 as=()
    shift
    if [ -n "$run_as" ]; then as=(--reuid="$run_as" --regid="$(id -g "$run_as")" --init-groups); fi
    (
        cd "$dir/run" || exit
        exec setpriv --pdeathsig KILL "${as[@]}" "$@"
    ) >>"$dir/log/$name.out" 2>&1 </dev/null &
    echo "$name $! $(starttime $!)" >>"$dir/run/processes"
}

all_alive() {
    local name id start
    while read -r name id start; do
        alive "$id" "$start" || return 1
    done <"$dir/run/processes"
}

end_servers() {
    local heads id
    heads=$(for id in $(children "$keeper"); do echo "$id $(starttime "$id")"; done)
    # shellcheck disable=SC2046
    end_processes 5 "$heads" "$(family $(children "$keeper"))"
}

# What the keeper does, from its start to its end. $1, $2: the id of lab itself and its start time.
keep() {
    local tick owner_start=''
    keeper=$BASHPID
    trap 'exit 0' TERM INT HUP
    trap 'end_servers && wait' EXIT
    if [ -n "$owner" ]; then owner_start=$(starttime "$owner"); fi
    ulimit -Sn 4096 2>/dev/null || true
    launch
    exec {tick}<> <(:)    # nothing ever comes from here: a wait that needs no process
    while all_alive; do
        if [ -n "$owner" ] && ! alive "$owner" "$owner_start"; then break; fi
        if [ ! -e "$dir/run/ready" ] && ! alive "$1" "$2"; then break; fi
        read -r -t 0.2 -u "$tick" || true
    done
}

start_keeper() {
    : >"$dir/run/processes"
    (keep $$ "$(starttime $$)") >"$dir/log/keeper.out" 2>&1 </dev/null 9>&- &
    echo "$! $(starttime $!)" >"$dir/run/keeper"
}

keeper_alive() {
    local id start
    read -r id start 2>/dev/null <"$dir/run/keeper" && alive "$id" "$start"
}

stop_keeper() {
    local id start
    { read -r id start <"$dir/run/keeper"; } 2>/dev/null || return 0
    if alive "$id" "$start"; then end_processes 10 "$id $start" "$(family "$id")"; fi
    rm -f "$dir/run/keeper"
}
