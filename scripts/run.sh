#!/bin/sh
# Builds and starts the product: sandbox and server, a demonstration in an empty database. usage: run.sh release|debug
# TABLE=FILE takes a published position table.
# Everything it keeps lies in ./data (or $BAOKAO_DATA). Ctrl-C stops both; requests in flight finish.
set -eu
mode=${1:-release}
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
# shellcheck disable=SC1091
. "$HOME/.cache/baokao-env"
data=${BAOKAO_DATA:-$here/data}
port=${PORT:-8080}
# The program reads BAOKAO_* as settings.
unset BAOKAO_DATA
mkdir -p "$data"
data=$(cd "$data" && pwd)
if [ "$mode" = release ]; then
    echo "building (the first time takes a while)…"
    cargo build -q --release -p server -p sandbox
    scripts/wasm.sh wasm-release "$CARGO_TARGET_DIR/pkg-release"
    bin="$CARGO_TARGET_DIR/release"; pkg="$CARGO_TARGET_DIR/pkg-release"
else
    cargo build -q
    scripts/wasm.sh wasm-test "$CARGO_TARGET_DIR/pkg-test"
    bin="$CARGO_TARGET_DIR/debug"; pkg="$CARGO_TARGET_DIR/pkg-test"
fi
[ -e "$data/key" ] || "$bin/baokao" keys create "$data/key"
sandbox_log=$(mktemp)
"$bin/baokao-sandbox" --secret sandbox-secret >"$sandbox_log" &
sandbox_pid=$!
server_pid=""
stop() {
    trap - EXIT INT TERM
    [ -n "$server_pid" ] && kill "$server_pid" 2>/dev/null && wait "$server_pid" 2>/dev/null
    kill "$sandbox_pid" 2>/dev/null || true
    rm -f "$sandbox_log"
}
trap stop EXIT
trap 'exit 0' INT TERM
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s "$sandbox_log" ] && break; sleep 0.2; done
sandbox=$(head -1 "$sandbox_log")
cat >"$data/baokao.toml" <<EOF
demo = true
[http]
address = "127.0.0.1:$port"
public_origin = "http://localhost:$port"
assets = "$pkg"
[database]
url = "sqlite://$data/baokao.db?mode=rwc"
[files]
url = "file://$data/files"
[keys]
file = "$data/key"
[sms]
base_url = "$sandbox"
secret = "sandbox-secret"
EOF
chmod 600 "$data/baokao.toml"
"$bin/baokao" --config "$data/baokao.toml" demo --folder "$data/sample" --sandbox "$sandbox" ${TABLE:+--table "$TABLE"}
"$bin/baokao" --config "$data/baokao.toml" serve &
server_pid=$!
echo
echo "  site      http://localhost:$port"
echo "  staff     http://localhost:$port/admin"
echo "  sandbox   $sandbox   (SMS codes, staff's authenticator codes)"
echo
wait "$server_pid"
