# SPDX-License-Identifier: GPL-2.0-or-later
"""Notices that somebody wrote to a plan file: QGIS itself, another plugin, another program.

QGIS tells of edits in its own edit buffer. What is written through a layer's provider, or by
another program, it tells nobody; SQLite counts every such write.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import REFERENCE_TABLES
from village_internet_plugin.layers.user_language import in_user_language

_JUDGING_SETTINGS = ("plan_id", "agency", "rule_set", "loaded_roles")


class PlanFileWatch:
    """One connection to a plan file that only asks whether the file was written to."""

    def __init__(self, path: Path) -> None:
        """Open `path`; InputError when it cannot be opened."""
        self._path = path
        try:
            # Asked from the user interface's thread: it never waits for another's write.
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None
            )
        except sqlite3.Error as error:
            raise self._unreadable(error) from error
        self._version: int | None = None

    def has_changed(self) -> bool:
        """Tell whether the file was written to since this was asked last; True the first time.

        While another program is writing, the answer is False; the next one then tells of it.
        Raises InputError when the file is gone: QGIS would save into the void and call it a
        success.
        """
        if not self._path.exists():
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "{path} is not there any more: it was moved, renamed or deleted. Do not save your "
                "edits now, they would be lost: put the file back first, or export the edited "
                "layer.",
            )
            raise InputError(sentence.format(path=self._path))
        try:
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError as error:
            if "locked" in str(error):  # SQLite tells a busy file apart by this word alone
                return False
            raise self._unreadable(error) from error
        changed = version != self._version
        self._version = version
        return changed

    def judged_by(self) -> tuple[Any, ...]:
        """Return what differs as soon as the reference or the judging settings were changed.

        Raises InputError when the file cannot be read.
        """
        tables = [table.name for table in REFERENCE_TABLES]
        try:
            return (
                self._rows("SELECT key, value FROM plan WHERE key IN", _JUDGING_SETTINGS),
                # GDAL notes here when it last wrote to a table, in the same transaction.
                self._rows(
                    "SELECT table_name, last_change FROM gpkg_contents WHERE table_name IN", tables
                ),
            )
        except sqlite3.Error as error:
            raise self._unreadable(error) from error

    def close(self) -> None:
        """Close the connection; safe to call twice."""
        self._connection.close()

    def _rows(self, question: str, values: Any) -> tuple[Any, ...]:
        marks = ", ".join("?" * len(values))
        return tuple(sorted(self._connection.execute(f"{question} ({marks})", tuple(values))))

    def _unreadable(self, error: sqlite3.Error) -> InputError:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} could not be read: {reason}. The plan on the map is not checked until it can "
            "be. Close other programs that edit it.",
        )
        return InputError(sentence.format(path=self._path, reason=in_user_language(error)))
