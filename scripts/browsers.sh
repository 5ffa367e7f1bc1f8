#!/bin/sh
# Browser journeys against the debug server: Chromium, and one smoke journey in Firefox.
set -eu
cd "$(dirname "$0")/../end2end"
# shellcheck disable=SC1091
. "$HOME/.cache/baokao-env"
npx playwright test
node firefox.mjs || { echo "firefox: second try"; node firefox.mjs; }
