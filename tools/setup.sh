#!/usr/bin/env bash
# Makes a Debian machine ready: installs what is missing, then the virtual environments in .venv and .venv-qt6.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
    qgis python3-qgis qgis-providers proj-bin python3-venv python3-pip python3-scipy python3-pyproj
    postgresql postgis postgresql-postgis
    nginx qgis-server libfcgi-bin chromium chromium-driver faketime
    openssl xvfb xauth xdotool imagemagick gdal-bin poppler-utils
    qttools5-dev-tools pyqt5-dev-tools libgl1-mesa-dri fonts-dejavu-core util-linux
)
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Run this as root, or install sudo: it must install ${missing[*]}" >&2; exit 1; }
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]} …"
    # The tests run nginx by themselves: where it is new, it is not to serve on this machine's port 80.
    guard=
    if [[ " ${missing[*]} " == *" nginx "* ]] && [ ! -e /usr/sbin/policy-rc.d ]; then
        guard=/usr/sbin/policy-rc.d
        # shellcheck disable=SC2016 # the variable is the inner script's
        printf '#!/bin/sh\ncase "$1" in nginx*) exit 101 ;; esac\n' | "${as_root[@]}" tee "$guard" >/dev/null
        "${as_root[@]}" chmod +x "$guard"
        trap '"${as_root[@]}" rm -f "$guard"' EXIT
    fi
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
    if [ -n "$guard" ]; then
        "${as_root[@]}" rm -f "$guard"
        if [ -d /run/systemd/system ]; then "${as_root[@]}" systemctl disable --quiet nginx; fi
    fi
fi

stamp=.venv/.ready
wanted=$(cat requirements.txt requirements-server.txt tools/setup.sh | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    echo "Preparing .venv …"
    # The system's Python is the one that has PyQGIS; another one first on PATH does not count.
    [ -x .venv/bin/python ] || /usr/bin/python3 -m venv --system-site-packages .venv
    # pip would bring a newer NumPy, under which PyQGIS's GDAL and SciPy cannot be imported.
    numpy=$(/usr/bin/python3 -c 'import numpy; print(numpy.__version__)')
    .venv/bin/pip install --quiet --constraint <(echo "numpy==$numpy") -r requirements.txt
    echo "$wanted" > "$stamp"
fi

# No QGIS on Qt 6 can be installed here; the views that need none are tested under Qt 6 itself.
stamp=.venv-qt6/.ready
wanted=$(sha256sum < tools/requirements-qt6.txt)
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    echo "Preparing .venv-qt6 …"
    [ -x .venv-qt6/bin/python ] || /usr/bin/python3 -m venv .venv-qt6
    .venv-qt6/bin/pip install --quiet -r tools/requirements-qt6.txt
    echo "$wanted" > "$stamp"
fi
