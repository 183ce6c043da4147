# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings the files of translations up to date with the texts in the code.

New texts come in unfinished, texts that are gone go, and what is translated stays. Places in the
code are not kept and the texts are in alphabetical order, so that a difference shows what changed
for the translator and nothing else.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.stage import REPOSITORY
from tools.translatable_texts import CONTEXT, translatable_texts
from tools.translation_file import read_translations

FOLDER = REPOSITORY / "resources" / "i18n"
_PYLUPDATE = "/usr/bin/pylupdate5"
_MESSAGE = re.compile(r"    <message>\n.*?    </message>\n", re.DOTALL)
_PLACE = re.compile(r" *<location [^>]*/>\n")
_SOURCE = re.compile(r"<source>(.*?)</source>", re.DOTALL)


class TextsLost(Exception):
    """pylupdate5 did not take every text as it stands in the code."""


def updated(path: Path, texts: list[str]) -> str:
    """Return what the `.ts` file at `path` must hold to translate exactly `texts`; writes nothing.

    Raises TextsLost when pylupdate5 misread one.
    """
    with tempfile.TemporaryDirectory(prefix="village-internet-") as folder:
        calls, copy = Path(folder) / "texts.py", Path(folder) / path.name
        calls.write_text("".join(map(_call, texts)), encoding="utf-8")
        shutil.copyfile(path, copy)
        command = [_PYLUPDATE, "-noobsolete", calls.name, "-ts", copy.name]
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
        taken = {each.source for each in read_translations(copy)}
        if taken != set(texts):
            raise TextsLost(f"pylupdate5 misread {sorted(taken ^ set(texts))}")
        return _tidy(copy.read_text(encoding="utf-8"))


def _call(text: str) -> str:
    """Return a line of code that pylupdate5 understands; it stumbles over longer ones."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'QCoreApplication.translate("{CONTEXT}", "{quoted}")\n'


def _tidy(document: str) -> str:
    """Return the document without places in the code, its messages sorted by their texts."""
    messages = _MESSAGE.findall(document)
    opening, _, _ = document.partition(messages[0])
    closing = document.rpartition(messages[-1])[2]
    return _PLACE.sub("", opening + "".join(sorted(messages, key=_order)) + closing)


def _order(message: str) -> tuple[str, str]:
    found = _SOURCE.search(message)
    text = html.unescape(found.group(1)) if found else ""
    return text.casefold(), text


def main() -> int:
    """Update every file and say how many texts wait for a translator."""
    texts = translatable_texts()
    for path in sorted(FOLDER.glob("*.ts")):
        path.write_text(updated(path, texts), encoding="utf-8")
        waiting = [each for each in read_translations(path) if each.state or not each.text]
        name = path.relative_to(REPOSITORY)
        print(f"{name}: {len(texts)} texts, {len(waiting)} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
