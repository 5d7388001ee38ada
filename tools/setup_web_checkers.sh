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

if [ ! -e .checkers/node_modules/axe-core/axe.min.js ] ||
    [ ! -e .checkers/node_modules/vnu-jar/build/dist/vnu.jar ]; then
    mkdir -p .checkers
    npm install --prefix .checkers --no-audit --no-fund --no-save --ignore-scripts --loglevel=error \
        axe-core@4 vnu-jar@26
fi
