#!/usr/bin/env bash
# Makes .venv with the package in it and, on Debian and Ubuntu, installs what Python cannot bring.
# Usage: tools/setup_env.sh demo|test|docs     PYTHON names the interpreter, python3 if not set.
# Every version is one of requirements/locked.txt, so that it makes the same on any later day.
# Once made, .venv is kept until these versions, pyproject.toml, the interpreter or the folder change.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?"say demo, test or docs"}
python=${PYTHON:-python3}
locked=requirements/locked.txt
pango="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

say() { printf '%s\n' "$*" >&2; }

# Installs Debian packages, or says how; never stops the way on.
install() {
    local with=()
    if ! command -v apt-get > /dev/null; then
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null || return 1
        with=(sudo)
        [ -t 0 ] || with=(sudo -n)
    fi
    say "Installing: $*"
    "${with[@]}" apt-get update -qq >&2 &&
        "${with[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >&2
}

can_make_pdf() {
    .venv/bin/python -W ignore -c \
        'from weasyprint.text.ffi import harfbuzz_subset as found; raise SystemExit(not found)' \
        > /dev/null 2>&1
}

if ! "$python" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2> /dev/null; then
    say "efc-reporting needs Python 3.11 or newer, and '$python' is" \
        "$("$python" --version 2>&1 || true)."
    say "Install it, or name another one: make $purpose PYTHON=python3.12"
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2> /dev/null; then
    # Debian keeps these two in a package of their own.
    package=$("$python" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))')
    if ! install "$package" || ! "$python" -c 'import ensurepip, venv' 2> /dev/null; then
        say "'$python' cannot make virtual environments. On Debian and Ubuntu run:"
        say "  sudo apt-get update && sudo apt-get install $package"
        exit 1
    fi
fi

fingerprint=$(
    cat pyproject.toml "$locked" tools/setup_env.sh | cksum
    "$python" -c 'import sys; print(sys.version, sys.prefix)'
    pwd
)
if [ "$(cat .venv/fingerprint 2> /dev/null || true)" != "$fingerprint" ]; then
    say "Making .venv"
    rm -rf .venv
    "$python" -m venv .venv
    printf '%s\n' "$fingerprint" > .venv/fingerprint
fi

if [ ! -e ".venv/ready-for-$purpose" ]; then
    wanted="."
    [ "$purpose" = demo ] || wanted=".[$purpose]"
    say "Installing efc-reporting and what it needs into .venv"
    install_locked() {
        .venv/bin/python -m pip install --quiet --disable-pip-version-check \
            --constraint "$locked" "$@"
    }
    install_locked pip # older ones cannot lock what builds the package
    install_locked --build-constraint "$locked" --editable "$wanted"
    touch ".venv/ready-for-$purpose"
fi

if [ "$purpose" = docs ]; then
    exit 0 # the site is made of text alone
fi

# shellcheck disable=SC2086 # the names of the packages are words on purpose
if ! can_make_pdf && ! { install $pango && can_make_pdf; }; then
    say "Pango is missing: everything works but PDF. Install it"
    say "  on Debian and Ubuntu: sudo apt-get update && sudo apt-get install $pango"
    say "  on Fedora:            sudo dnf install pango"
    say "  on macOS:             brew install pango"
fi
