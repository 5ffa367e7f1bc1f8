#!/bin/sh
# Bundles, lowers (chrome 87, firefox 91, safari 14) and minifies style/main.css into OUT_DIR/style.css; the caller hashes names.
# usage: css.sh OUT_DIR
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$here/style"
stamp=node_modules/.package-lock.json
if [ ! -e "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
    npm ci --no-audit --no-fund --silent
    touch "$stamp"
fi
exec node build.mjs "$out/style.css"
