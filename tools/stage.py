# SPDX-License-Identifier: GPL-2.0-or-later
"""Lays the plugin out as QGIS expects it: code, metadata, resources and licence in one folder.

The repository keeps `metadata.txt` and `resources/` at its root, where people look for them; QGIS
wants them inside the package. Links would do on Linux and break on Windows and in zips, so this
copies: what QGIS runs from `build/stage` is the same tree that `tools/package.py` zips. On the way
the translations are compiled, for git keeps their sources alone, and `metadata.txt` is given the
notes of CHANGELOG.md.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.release_notes import with_release_notes
from tools.translation_file import compile_translations

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = "village_internet_plugin"
STAGED = REPOSITORY / "build" / "stage" / PACKAGE
"""Where QGIS finds the plugin when QGIS_PLUGINPATH names the folder above it."""

_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*.gpkg-shm", "*.gpkg-wal", "*.ts")


def stage(destination: Path = STAGED) -> Path:
    """Lay the plugin out in `destination`, replacing what was there, and return it."""
    if destination.exists():
        shutil.rmtree(destination)
    shutil.copytree(REPOSITORY / PACKAGE, destination, ignore=_LEFT_OUT)
    shutil.copytree(REPOSITORY / "resources", destination / "resources", ignore=_LEFT_OUT)
    compile_translations(REPOSITORY / "resources" / "i18n", destination / "resources" / "i18n")
    shutil.copyfile(REPOSITORY / "LICENSE", destination / "LICENSE")
    (destination / "metadata.txt").write_bytes(_metadata().encode("utf-8"))
    return destination


def _metadata() -> str:
    told = (REPOSITORY / "metadata.txt").read_text(encoding="utf-8")
    return with_release_notes(told, (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8"))


def staged_files(folder: Path) -> list[Path]:
    """Return every file below `folder`, sorted by its path."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Stage the plugin and say where it lies."""
    folder = stage()
    print(f"{len(staged_files(folder))} files laid out in {folder.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
