# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines that come into a log after somebody began to look."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Callable

_WAIT_S = 10.0


class NewLines:
    """What is written to one file from now on."""

    def __init__(self, path: Path) -> None:
        """Begin to look; the file need not be there yet."""
        self._path = path
        self._from = path.stat().st_size if path.is_file() else 0

    def all(self) -> list[str]:
        """Return the lines so far."""
        if not self._path.is_file():
            return []
        with self._path.open("rb") as file:
            file.seek(self._from)
            return file.read().decode("utf-8", "replace").splitlines()

    def wait_for(self, is_it: Callable[[str], bool]) -> list[str]:
        """Return the new lines that are so, once there is one; empty when none comes."""
        give_up = time.monotonic() + _WAIT_S
        while True:
            found = [line for line in self.all() if is_it(line)]
            if found or time.monotonic() > give_up:
                return found
            time.sleep(0.02)
