# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds the zip that QGIS installs, and holds it against what QGIS's plugin repository demands.

The same sources always give the same bytes, in whatever folder and by whatever clock.
"""

from __future__ import annotations

import configparser
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.package_gates import faults_by_gate
from tools.stage import PACKAGE, REPOSITORY, stage, staged_files

_DATE = (2025, 1, 1, 0, 0, 0)
_MODE = 0o644


def plugin_version() -> str:
    """Return the version that `metadata.txt` states."""
    metadata = configparser.ConfigParser()
    metadata.read(REPOSITORY / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def build_package(destination: Path | None = None) -> Path:
    """Write the plugin's zip and return its path.

    Dates, modes and the order of the entries are fixed, so that two builds can be compared.
    `destination` is the zip's path; without it, `build/village_internet_plugin-VERSION.zip`.
    """
    if destination is None:
        destination = REPOSITORY / "build" / f"{PACKAGE}-{plugin_version()}.zip"
    destination.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        staged = stage(Path(folder) / PACKAGE)
        with zipfile.ZipFile(destination, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
            for path in staged_files(staged):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DATE)
                entry.external_attr = _MODE << 16
                entry.create_system = 3
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, path.read_bytes())
    return destination


def main() -> int:
    """Build the zip, say how large it is, and fail when the repository would not take it."""
    package = build_package()
    print(f"{package.relative_to(REPOSITORY)}: {package.stat().st_size / 1000:,.0f} kB", flush=True)
    found = faults_by_gate(package)
    for name, faults in found.items():
        print(f"{name}: {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
        for fault in faults:
            print(f"  {fault}", file=sys.stderr)
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main())
