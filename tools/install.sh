#!/bin/sh
# install.sh VENV REQUIREMENTS...: the virtual environment with pinned packages and this package, editable.
set -eu
venv=$1
shift
files=""
for file in "$@"; do files="$files -r $file"; done

if [ ! -x "$venv/bin/python" ]; then
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || {
        echo "Cần Python 3.11 (PYTHON=đường-dẫn). / Python 3.11 is needed; set PYTHON to its path." >&2
        exit 1
    }
fi

if uv --version >/dev/null 2>&1; then
    [ -x "$venv/bin/python" ] || uv venv -q --no-python-downloads --python "$PYTHON" "$venv"
    # shellcheck disable=SC2086
    uv pip install -q --python "$venv/bin/python" $files
    uv pip install -q --python "$venv/bin/python" --no-deps -e .
else
    [ -x "$venv/bin/python" ] || "$PYTHON" -m venv "$venv"
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null
    # shellcheck disable=SC2086
    "$venv/bin/python" -m pip install -q --disable-pip-version-check $files
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps -e .
fi
