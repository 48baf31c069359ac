#!/bin/sh
# Makes .venv hold what requirements.txt names and this checkout (editable). Does nothing when it already does.
# All talk goes to stderr and nothing is read: stdin and stdout belong to the program that starts afterwards.
set -eu
cd "$(dirname "$0")/.."
exec </dev/null >&2

here=$(pwd -P)
wanted=$(cat requirements.txt pyproject.toml scripts/setup.sh | cksum)
stamp=.venv/ready-for   # two lines: the folder it was made in and, once it is complete, the sum of what it was made from

ready() { [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$here
$wanted" ] && .venv/bin/python -c '' 2>/dev/null; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_venv() { "$1" -c 'import venv; from ensurepip import bootstrap' 2>/dev/null; }

# Prints the Python to use: the first that is new enough and can make an environment, else one that is only new enough.
find_python() {
    second=
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.13 python3.12 python3.11 python3.14 python; fi
    for candidate; do
        new_enough "$candidate" || continue
        if can_make_venv "$candidate"; then echo "$candidate"; return; fi
        second=${second:-$candidate}
    done
    echo "$second"
}

with_uv() {
    command -v uv >/dev/null || return 1
    [ -d .venv ] || uv venv --quiet --python "${python:->=3.11}" .venv || return 1
    echo "$here" >"$stamp"
    uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.txt &&
        uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
}

with_pip() {
    if [ -z "$python" ]; then
        echo "ban-wizard needs Python 3.11 or newer and found none: install it (Debian, Ubuntu: sudo apt install python3 python3-venv), then run make again."
        return 1
    fi
    if ! can_make_venv "$python"; then
        name=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        echo "$name here cannot make a virtual environment (it has no ensurepip): install python3-venv (Debian, Ubuntu: sudo apt install python3-venv, or $name-venv), then run make again."
        return 1
    fi
    .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv || return 1
    echo "$here" >"$stamp"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt &&
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
}

if ready; then exit 0; fi
# One that was moved or has lost its Python is made anew; any other, finished or not, is brought up to date.
if [ "$(head -n 1 "$stamp" 2>/dev/null)" = "$here" ] && new_enough .venv/bin/python; then
    echo "Bringing .venv up to date ..."
else
    echo "Setting up .venv (a minute or two, once) ..."
    rm -rf .venv
fi
python=$(find_python)
with_uv || with_pip
printf '%s\n' "$here" "$wanted" >"$stamp"
