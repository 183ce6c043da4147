#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs the tests that touch QGIS, and those of GDAL's and QGIS's doors to the shared server, under later releases of it: 3.40 of Debian 13, 3.44 of Debian sid.
#
# Each release lives in a folder of its own, made once, in $MATRIX_DIR (build/matrix unless told):
# some 4 GB and five minutes each. What is tested is the last commit ($MATRIX_REVISION: another one),
# and of it the folders or files in $MATRIX_TESTS; $MATRIX_SUITES names the Debian releases. It needs root, and
# leaves nothing mounted: every mount is made in a namespace that ends with its process.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(realpath -m "${MATRIX_DIR:-build/matrix}")
revision=$(git rev-parse "${MATRIX_REVISION:-HEAD}")
suites=${MATRIX_SUITES:-trixie sid}
tests=${MATRIX_TESTS:-tests/layers tests/processing tests/panels tests/plugin tests/qt6 tests/upgrade tests/window tests/server/test_qgis.py tests/server/test_open_doors.py}
data=$(realpath -m "${VILLAGE_DATA:-../shared/data}")
time_limit=${MATRIX_TIME_LIMIT:-3600}

[ "$(id -u)" -eq 0 ] || { echo "Run this as root: it makes root folders of other Debian releases" >&2; exit 1; }
if ! command -v debootstrap >/dev/null; then
    apt-get update -q && apt-get install -y -q --no-install-recommends debootstrap
fi

# Runs commands in the root folder $1, with the village data beside the checkout.
inside() {
    local root=$1
    shift
    # The machine's own environment names files that are not in there, so nothing of it goes along.
    # shellcheck disable=SC2016 # the variables are the inner shell's
    timeout --kill-after=30 "$time_limit" \
        unshare --mount --propagation private --pid --fork --kill-child bash -euc '
        root=$1 data=$2
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t sysfs sys "$root/sys"
        mount -t tmpfs tmpfs "$root/run"
        if [ -d "$data" ]; then mount --bind "$data" "$root/root/work/shared/data"; fi
        shift 2
        # Not by exec: timeout of coreutils 9.10 ends at once as the first process of a namespace.
        chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
            TERM=dumb CI=true PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
            REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt "$@"
    ' inside "$root" "$data" "$@"
}

make_root() {
    local suite=$1 root=$2
    [ -e "$root/.made" ] && return
    rm -rf --one-file-system "$root"
    mkdir -p "$root/etc/dpkg/dpkg.cfg.d"
    printf 'path-exclude=/usr/share/%s/*\n' doc man locale > "$root/etc/dpkg/dpkg.cfg.d/lean"
    debootstrap --variant=minbase --include=ca-certificates,git,make "$suite" "$root"
    # A mirror that rests for some weeks still has the release that is asked for.
    echo 'Acquire::Check-Valid-Until "false";' > "$root/etc/apt/apt.conf.d/any-age"
    # Packages start no services in there; the network and its certificates are this machine's.
    printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    mkdir -p "$root/root/work/shared/data"
    git init -q "$root/root/work/main"
    touch "$root/.made"
}

check_out() {
    local checkout=$1/root/work/main
    git -C "$checkout" fetch -q "$PWD" '+refs/*:refs/tested/*'
    git -C "$checkout" checkout -q --force --detach "$revision"
}

run_tests() {
    local root=$1
    # shellcheck disable=SC2016 # the variables are the inner shell's
    inside "$root" bash -c '
        cd /root/work/main && tools/setup.sh || exit 1
        there=()
        for each in "$@"; do if [ -e "$each" ]; then there+=("$each"); fi; done
        QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest "${there[@]}"
    ' tests $tests
}

version_in() {
    inside "$1" env QT_QPA_PLATFORM=offscreen /usr/bin/python3 -W ignore -c '
import sys
from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR
print(f"QGIS {Qgis.QGIS_VERSION.split(chr(45))[0]}, Qt {QT_VERSION_STR}, Python {sys.version.split()[0]}")
' 2>/dev/null || echo "no QGIS"
}

mkdir -p "$folder"
table=()
failed=0
for suite in $suites; do
    root=$folder/$suite log=$folder/$suite.log
    echo "Testing on $suite, told in $log …"
    outcome=passed
    # In the background, since Bash goes on after errors in whatever stands before a "||".
    (make_root "$suite" "$root"; check_out "$root"; run_tests "$root") > "$log" 2>&1 &
    wait $! || outcome=FAILED
    [ "$outcome" = passed ] || failed=1
    summary=$(grep -E '^[0-9]+ (passed|failed)|^(ERROR|E:) |no tests ran' "$log" | tail -1 || true)
    table+=("$(printf '%-8s %-42s %-7s %s' "$suite" "$(version_in "$root")" "$outcome" "$summary")")
done
echo
printf '%s\n' "Commit ${revision:0:12}: $tests" "${table[@]}"
exit "$failed"
