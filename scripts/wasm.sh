#!/bin/sh
# Builds the browser's programs and puts them, hashed and pre-compressed, into OUT: the candidates' root, the staff's root,
# the workers, their boot script, the face model, the stylesheet, and manifest.json that maps plain names to hashed ones.
# usage: wasm.sh wasm-release|wasm-test OUT
set -eu
profile=$1
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
# shellcheck disable=SC1091
. "$HOME/.cache/baokao-env"
cd "$here"
built="$CARGO_TARGET_DIR/wasm32-unknown-unknown/$profile"
stage="$CARGO_TARGET_DIR/stage-$profile"
mkdir -p "$stage"

# Copying less of small functions and loops into their callers takes 13 KiB off what is fetched of the photo engine (docs/photo.md).
lean=''
[ "$profile" != wasm-release ] || lean='"-Cllvm-args=--inline-threshold=75", "-Cllvm-args=--unroll-max-count=1", "-Cllvm-args=--unroll-full-max-count=4", "-Cllvm-args=--enable-interleaved-mem-accesses=false", '

program() { # crate's wasm, name in pkg, cargo features, wasm-opt's options, rustc's flags
    flags=${5:-}
    cargo build -q -p "$1" --target wasm32-unknown-unknown --profile "$profile" ${3:+--features "$3"} ${flags:+--config "build.rustflags=[$flags]"}
    if ! cmp -s "$built/$1.wasm" "$stage/$2.raw"; then
        cp "$built/$1.wasm" "$stage/$2.raw"
        wasm-bindgen --target web --no-typescript --out-dir "$stage" --out-name "$2" "$stage/$2.raw"
        if [ "$profile" = wasm-release ]; then
            "$here/frontend/node_modules/.bin/wasm-opt" ${4:--Oz} --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue "$stage/$2_bg.wasm" -o "$stage/$2.wasm"
        else
            cp "$stage/$2_bg.wasm" "$stage/$2.wasm"
        fi
    fi
}
program frontend baokao
program frontend admin admin
# A browser compiles what is hot a function at a time: what is called from one place alone stays a function of its own. Addresses below
# 1,024 are the stack's last, which nobody reaches.
engine='-O3 --one-caller-inline-max-function-size=1 --low-memory-unused --strip-producers --strip-target-features'
# Calculating several numbers at once it takes a fifth less time; the plain one is for browsers that cannot (boot.js chooses).
program worker worker "" "$engine --enable-simd" "$lean\"-Ctarget-feature=+simd128\""
program worker worker-plain "" "$engine" "${lean%, }"
program judge judge "" -O3
node scripts/model.mjs "$stage/face.bin"
cp frontend/assets/worker/boot.js frontend/assets/favicon.svg "$stage"
scripts/css.sh "$stage"
# Only what is kept is worth the time of the best compression.
[ "$profile" = wasm-release ] && quality=11 || quality=5
node scripts/pkg.mjs "$stage" "$out" "$quality" baokao.js baokao.wasm admin.js admin.wasm worker.js worker.wasm worker-plain.js worker-plain.wasm judge.js judge.wasm boot.js face.bin favicon.svg style.css
