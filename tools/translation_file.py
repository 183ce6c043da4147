# SPDX-License-Identifier: GPL-2.0-or-later
"""The files of translations: read as they stand, and compiled to what Qt loads."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

_LRELEASE = Path("/usr/lib/qt5/bin/lrelease")
"""The program itself: /usr/bin/lrelease only chooses among Qt versions and may find none."""


class Translation(NamedTuple):
    """One text and its translation; `state` is empty when it is finished, else Qt's word for it."""

    context: str
    source: str
    text: str
    state: str


def read_translations(path: Path) -> list[Translation]:
    """Return what a `.ts` file holds, in its order."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file, from the repository
    return [
        _translation(context.findtext("name", ""), message)
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def _translation(context: str, message: ElementTree.Element) -> Translation:
    translated = message.find("translation")
    if translated is None:
        return Translation(context, message.findtext("source", ""), "", "missing")
    text, state = translated.text or "", translated.get("type", "")
    return Translation(context, message.findtext("source", ""), text, state)


def compile_translations(source: Path, destination: Path) -> None:
    """Compile each `.ts` file of `source` into `destination`; unfinished texts stay English.

    Raises FileNotFoundError when Qt's compiler is not installed.
    """
    if not _LRELEASE.is_file():
        raise FileNotFoundError(f"{_LRELEASE} is not installed; run `make setup`.")
    for path in sorted(source.glob("*.ts")):
        compiled = destination / f"{path.stem}.qm"
        command = [str(_LRELEASE), "-silent", "-nounfinished", str(path), "-qm", str(compiled)]
        subprocess.run(command, check=True)
