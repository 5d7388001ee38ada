#!/usr/bin/env bash
# Runs the tests with the newest or the lowest versions of what pyproject.toml names.
# Usage: tools/try_versions.sh newest|lowest
#   PYTHONS  the interpreters, each python3.11 to python3.14 that is here if not set
#   TESTS    what is run, all tests but the benchmarks if not set
#   WORKERS  how many tests run at a time, 2 if not set
# Each interpreter has its environment, its versions and its results in build/newest or build/lowest.
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
    newest) resolution=highest ;;
    lowest) resolution=lowest-direct ;;
    *) printf 'say newest or lowest\n' >&2 && exit 2 ;;
esac
uv=build/uv/bin/uv
summary=build/$1/summary.txt
unset PYTHONPATH VIRTUAL_ENV # the environments alone
mkdir -p "build/$1"
: > "$summary"
failed=no

for python in ${PYTHONS:-python3.11 python3.12 python3.13 python3.14}; do
    if ! version=$("$python" -c 'import platform; print(platform.python_version())' 2> /dev/null); then
        printf '%s: not here\n' "$python" | tee -a "$summary"
        [ -z "${PYTHONS:-}" ] || failed=yes
        continue
    fi
    folder=build/$1/$version
    "$uv" venv --quiet --clear --python "$python" "$folder"
    if ! "$uv" pip install --quiet --python "$folder/bin/python" --resolution "$resolution" \
        --editable ".[test]"; then
        printf 'Python %s: could not be installed\n' "$version" | tee -a "$summary"
        failed=yes
        continue
    fi
    "$uv" pip freeze --quiet --exclude-editable --python "$folder/bin/python" > "$folder.versions.txt"
    # shellcheck disable=SC2086 # several paths are words on purpose
    "$folder/bin/pytest" -p no:cacheprovider -n "${WORKERS:-2}" --ignore tests/benchmarks \
        ${TESTS:-tests} 2>&1 | tee "$folder.results.txt" || failed=yes
    printf 'Python %s: %s\n' "$version" "$(tail -n 1 "$folder.results.txt")" | tee -a "$summary"
done

[ "$failed" = no ]
