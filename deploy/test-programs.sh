#!/usr/bin/env bash
# The real programs that tests talk to: servers on loopback, a browser, PDF tools. Idempotent; installs what is missing
# where it may. What stays missing is named here, and the tests that need it say so and are skipped.
set -euo pipefail

declare -A package=(
    [pdfsig]=poppler-utils [pdftotext]=poppler-utils [pdffonts]=poppler-utils
    [/usr/sbin/pcscd]=pcscd [/usr/lib/pcsc/drivers/serial/libifdvpcd.so.*]=vsmartcard-vpcd [/usr/sbin/ip]=iproute2
    [chromium]=chromium
    [/usr/lib/postgresql/*/bin/initdb]=postgresql
    [/usr/sbin/upsd]=nut-server
    [espeak-ng]=espeak-ng
)
missing=()
for program in "${!package[@]}"; do
    # A path may hold a star for a version.
    compgen -G "$program" >/dev/null || command -v "$program" >/dev/null || missing+=("${package[$program]}")
done
((${#missing[@]})) || exit 0
mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)

command="apt-get install -y --no-install-recommends ${missing[*]}"
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # Distribution packages start their services; the tests start their own and stop them by process id.
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $command -qq >/dev/null
else
    printf 'tests: these programs are missing, and what needs them will be skipped. To have all:\n\n    sudo %s\n\n' \
        "$command" >&2
fi
