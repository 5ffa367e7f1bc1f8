#!/bin/sh
# Other face detectors on the pictures of the photo evaluation, in an environment that is thrown away: prints the table of docs/photo.md.
# PORTRAIT=file adds a real one. Haar's cascades and MediaPipe's models stand only in these versions' packages.
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC1091
. "$HOME/.cache/baokao-env"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
cargo run -q --release -p photo --features model --example photo_eval -- --pictures "$dir/pictures" ${PORTRAIT:+--portrait "$PORTRAIT"}
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check 'mediapipe==0.10.14' 'opencv-python-headless<5' 'numpy<2'
"$dir/venv/bin/python" scripts/photo-peers.py "$dir/pictures" 2>"$dir/log" || { cat "$dir/log" >&2; exit 1; }
