#!/bin/sh
# Sets up all that building (`setup.sh run`) or testing (`setup.sh test`) needs, on a bare Debian as root or on a developer's
# machine. Safe to run again; a second run takes seconds. Writes the toolchain in use to $HOME/.cache/baokao-env.
set -eu
goal=${1:-run}
here=$(cd "$(dirname "$0")/.." && pwd)
cache="$HOME/.cache"
mkdir -p "$cache"
env_file="$cache/baokao-env"
bindgen_version=$(sed -n 's/^wasm-bindgen = "=\([0-9.]*\)".*/\1/p' "$here/Cargo.toml")

say() { printf '%s\n' "setup: $*" >&2; }

apt_updated=""
need_package() { # command-or-file package…
    probe=$1; shift
    case $probe in /*) [ -e "$probe" ] && return 0 ;; *) command -v "$probe" >/dev/null 2>&1 && return 0 ;; esac
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
        say "'$probe' is missing; please install it (Debian packages: $*)"
        return 1
    fi
    if [ -z "$apt_updated" ]; then apt-get update -q >/dev/null 2>&1 || true; apt_updated=1; fi
    say "installing $*"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

has_wasm() { # toolchain's rustc answers and holds std for wasm32
    dir=$("$@" --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) && ls "$dir"/libstd-*.rlib >/dev/null 2>&1
}

# --- one toolchain for everything; what an earlier run exported is judged anew
unset RUSTUP_TOOLCHAIN CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER || true
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
export PATH
need_package cc gcc libc6-dev
need_package make make
toolchain=""
linker=""
if command -v rustup >/dev/null 2>&1 && rustup toolchain list 2>/dev/null | grep -q '^debian' && has_wasm /usr/bin/rustc; then
    # An earlier run has set it up; staying with it keeps what is built.
    toolchain=debian
    linker="wasm-ld-$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')"
elif command -v rustc >/dev/null 2>&1 && { has_wasm rustc || { command -v rustup >/dev/null 2>&1 && rustup target add wasm32-unknown-unknown >/dev/null 2>&1 && has_wasm rustc; }; }; then
    say "using the present toolchain: $(rustc --version)"
else
    # Debian carries a current compiler and std's source with its dependencies: std for wasm32 is built once, offline.
    need_package /usr/bin/cargo-clippy rustc-web cargo-web rust-web-src rust-web-clippy
    need_package /usr/lib/rustlib/src/rust/library/std/Cargo.toml rust-web-src
    llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    need_package "wasm-ld-$llvm" "lld-$llvm"
    linker="wasm-ld-$llvm"
    if ! has_wasm /usr/bin/rustc; then
        say "building std for wasm32 (once, about a minute)"
        seed=$(mktemp -d)
        (cd "$seed" && PATH=/usr/bin:$PATH /usr/bin/cargo init -q --lib --name stdseed . \
            && RUSTFLAGS=-Cembed-bitcode=yes RUSTC_BOOTSTRAP=1 PATH=/usr/bin:$PATH CARGO_TARGET_DIR="$seed/target" \
               /usr/bin/cargo build -q --release -Zbuild-std=std,panic_abort --target wasm32-unknown-unknown)
        lib=$(/usr/bin/rustc --print target-libdir --target wasm32-unknown-unknown)
        mkdir -p "$lib"
        rm -f "$seed"/target/wasm32-unknown-unknown/release/deps/libstdseed-*
        cp "$seed"/target/wasm32-unknown-unknown/release/deps/*.rlib "$lib/"
        rm -rf "$seed"
    fi
    if command -v rustup >/dev/null 2>&1; then
        rustup toolchain list | grep -q '^debian' || rustup toolchain link debian /usr
        toolchain=debian
    fi
fi
{
    [ -n "$toolchain" ] && echo "export RUSTUP_TOOLCHAIN=$toolchain"
    [ -n "$linker" ] && echo "export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker"
    # shellcheck disable=SC2016
    echo 'export CARGO_TARGET_DIR="${BAOKAO_TARGET_DIR:-$HOME/.cache/baokao-target}"'
    # shellcheck disable=SC2016
    echo 'export PATH="$HOME/.cargo/bin:$PATH"'
} >"$env_file"
# shellcheck disable=SC1090
. "$env_file"

# --- wasm-bindgen's CLI must equal the crate
if [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $bindgen_version" ]; then
    say "building wasm-bindgen-cli $bindgen_version (once, a few minutes)"
    CARGO_TARGET_DIR="$cache/baokao-tools" cargo install -q --force wasm-bindgen-cli --version "$bindgen_version"
fi

# --- node packages: lightningcss and wasm-opt; browsers' drivers for tests
need_package node nodejs
need_package npm npm
node_packages() { # folder with package.json and package-lock.json
    stamp="$1/node_modules/.package-lock.json"
    [ -e "$stamp" ] && [ "$stamp" -nt "$1/package-lock.json" ] && return 0
    say "npm packages of ${1#"$here"/}"
    (cd "$1" && npm ci --no-audit --no-fund --silent && touch node_modules/.package-lock.json)
}
node_packages "$here/style"
node_packages "$here/frontend"

if [ "$goal" = test ]; then
    need_package /usr/bin/chromium chromium
    need_package firefox-esr firefox-esr
    if [ -z "$(find /usr/share/fonts -iname '*noto*cjk*' 2>/dev/null | head -1)" ]; then need_package /nonexistent-font fonts-noto-cjk; fi
    if ! command -v initdb >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
        need_package initdb postgresql
    fi
    node_packages "$here/end2end"
    if ! cargo fmt --version >/dev/null 2>&1 && ! cargo +stable fmt --version >/dev/null 2>&1; then
        need_package rustfmt rustfmt || true
    fi
fi
say "ready"
