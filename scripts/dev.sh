#!/bin/sh
# Debug build, restarted whenever a source file changes.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
pid=""
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; exit 0' INT TERM EXIT
stamp() { find app server frontend migrations style Cargo.toml -newer "$1" \( -name '*.rs' -o -name '*.css' -o -name '*.js' -o -name '*.toml' \) -not -path '*/node_modules/*' -print -quit; }
mark=$(mktemp)
while :; do
    touch "$mark"
    scripts/run.sh debug & pid=$!
    while [ -z "$(stamp "$mark")" ]; do kill -0 "$pid" 2>/dev/null || break; sleep 1; done
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    while [ -z "$(stamp "$mark")" ]; do sleep 1; done
done
