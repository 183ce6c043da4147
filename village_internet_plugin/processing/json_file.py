# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what an algorithm has to tell into a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError


def write_json(path: Path, content: Any) -> None:
    """Write `content` as JSON in UTF-8; raises InputError when `path` cannot be written."""
    write_text(path, json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write `text` in UTF-8; raises InputError when `path` cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as failure:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The file {path} cannot be written ({reason}). Choose a folder that you may write to.",
        )
        raise InputError(sentence.format(path=path, reason=failure.strerror)) from failure
