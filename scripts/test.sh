#!/bin/sh
# All tests, on a bare machine too. Prints the minutes of each step; the first failure ends it.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
report=""
began=$(date +%s)
pg_dir=""
finish() {
    code=$?
    [ -n "$pg_dir" ] && { scripts/pg.sh stop "$pg_dir/cluster" >/dev/null 2>&1 || true; rm -rf "$pg_dir"; }
    printf '\nminutes per step:\n%s' "$report"
    printf '  %-28s %s\n' "whole" "$(minutes $(($(date +%s) - began)))"
    [ $code = 0 ] && echo "make test: all green" || echo "make test: FAILED (exit $code)"
    exit $code
}
trap finish EXIT
trap 'exit 130' INT TERM
minutes() { awk -v s="$1" 'BEGIN { printf "%.1f", s / 60 }'; }
step() { # name, command…
    name=$1; shift
    printf '\n=== %s\n' "$name"
    t=$(date +%s)
    "$@"
    report="$report$(printf '  %-28s %s' "$name" "$(minutes $(($(date +%s) - t)))")
"
}

formatted() {
    if cargo fmt --version >/dev/null 2>&1; then cargo fmt --all --check; else cargo +stable fmt --all --check; fi
}
lint_native() { cargo clippy -q --all-targets -- -D warnings; }
lint_wasm() { cargo clippy -q -p frontend -p judge -p worker --target wasm32-unknown-unknown -- -D warnings; }
# Every step takes the same selection of packages: another one (`-p`) would build the dependencies again under other features.
build() { cargo build -q --all-targets; }
unit() { cargo test --lib --bins --test form --test use_cases --test crash --test golden --test photo; }
http_on() {
    BAOKAO_TEST_DATABASE=$1 cargo test --test http -- --test-threads=4 2>&1 | tee "$pg_dir/$1.log"
    grep -q '^test result: ok' "$pg_dir/$1.log"
    sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$pg_dir/$1.log" >"$pg_dir/$1.count"
}
same_count() {
    sqlite=$(cat "$pg_dir/sqlite.count"); postgres=$(cat "$pg_dir/postgres.count")
    echo "HTTP tests: $sqlite on SQLite, $postgres on PostgreSQL"
    [ "$sqlite" = "$postgres" ] && [ "$sqlite" -gt 0 ]
}
# The native engine's answers on the golden corpus, and the worker's two programs on the same files.
golden() {
    "$CARGO_TARGET_DIR/debug/examples/photo_eval" --corpus "$CARGO_TARGET_DIR/photo-corpus"
    for program in worker worker-plain; do
        node scripts/golden.mjs "$CARGO_TARGET_DIR/pkg-test" "$CARGO_TARGET_DIR/photo-corpus" "$program"
    done
}
# What 我能报吗 answers natively, and the browser's program for the same people and positions.
judge() {
    "$CARGO_TARGET_DIR/debug/examples/judge_corpus" "$CARGO_TARGET_DIR/judge-corpus"
    node scripts/judge.mjs "$CARGO_TARGET_DIR/pkg-test" "$CARGO_TARGET_DIR/judge-corpus"
}
postgres() {
    pg_dir=$(mktemp -d)
    chmod 755 "$pg_dir"
    BAOKAO_TEST_POSTGRES=$(scripts/pg.sh start "$pg_dir/cluster")
    export BAOKAO_TEST_POSTGRES
}

step "set-up" scripts/setup.sh test
# shellcheck disable=SC1091
. "$HOME/.cache/baokao-env"
step "format" formatted
step "build" build
step "lints, native" lint_native
step "lints, wasm32" lint_wasm
step "wasm" scripts/wasm.sh wasm-test "$CARGO_TARGET_DIR/pkg-test"
step "photo, native = wasm" golden
step "positions, native = wasm" judge
step "PostgreSQL" postgres
step "unit and property tests" unit
step "HTTP tests on SQLite" http_on sqlite
step "HTTP tests on PostgreSQL" http_on postgres
step "same number on both" same_count
step "browser journeys" scripts/browsers.sh
