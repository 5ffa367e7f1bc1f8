#!/bin/sh
# Measures the release build and renews docs/bench.json and README's table. TABLE=FILE takes a published position table.
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC1091
. "$HOME/.cache/baokao-env"
# As scripts/run.sh builds them; the measuring program by itself, so that it changes nothing of what is measured.
cargo build -q --release -p server -p sandbox
cargo build -q --release -p bench
scripts/wasm.sh wasm-release "$CARGO_TARGET_DIR/pkg-release"
dir=$(mktemp -d)
chmod 755 "$dir"
stop() { scripts/pg.sh stop "$dir/cluster" >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap stop EXIT
trap 'exit 130' INT TERM
url=$(scripts/pg.sh start "$dir/cluster")
pgbench=$(command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench | tail -1)
"$CARGO_TARGET_DIR/release/baokao-bench" all --bin "$CARGO_TARGET_DIR/release" --pkg "$CARGO_TARGET_DIR/pkg-release" \
    --postgres "$url" --pgbench "$pgbench" --json docs/bench.json --readme README.md ${TABLE:+--table "$TABLE"}
