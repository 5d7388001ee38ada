#!/usr/bin/env bash
# Installs what the tests need to judge web pages and the text of PDF files: Chromium with axe-core,
# the Nu Html Checker, which runs on Java, and pdftotext. The npm packages go into .checkers/.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v chromium > /dev/null || missing+=(chromium)
command -v java > /dev/null || missing+=(default-jre-headless)
command -v npm > /dev/null || missing+=(npm)
command -v pdftotext > /dev/null || missing+=(poppler-utils)
if [ "${#missing[@]}" -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

packages="axe-core@4.14.1 vnu-jar@26.9.27"
if [ ! -e .checkers/node_modules/axe-core/axe.min.js ] ||
    [ ! -e .checkers/node_modules/vnu-jar/build/dist/vnu.jar ] ||
    [ "$(cat .checkers/web-packages 2> /dev/null || true)" != "$packages" ]; then
    mkdir -p .checkers
    # shellcheck disable=SC2086 # the names of the packages are words on purpose
    npm install --prefix .checkers --no-audit --no-fund --no-save --ignore-scripts --loglevel=error \
        $packages
    printf '%s\n' "$packages" > .checkers/web-packages
fi
