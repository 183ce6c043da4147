# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what an algorithm has to tell into a file."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.user_language import in_user_language


def write_json(path: Path, content: Any) -> None:
    """Write `content` as JSON in UTF-8; raises InputError when `path` cannot be written."""
    write_text(path, json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def require_writable(path: Path) -> None:
    """Raise InputError when a file cannot be written at `path`, before any work is done for it."""
    if not path.parent.is_dir() or path.is_dir():
        raise _not_writable(path, _reason(errno.ENOENT))
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise _not_writable(path, _reason(errno.EACCES))


def write_text(path: Path, text: str) -> None:
    """Write `text` in UTF-8; raises InputError when `path` cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as failure:
        raise _not_writable(path, in_user_language(failure)) from failure


def _reason(number: int) -> str:
    return in_user_language(OSError(number, os.strerror(number)))


def _not_writable(path: Path, reason: str) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The file {path} cannot be written ({reason}). Choose a folder that you may write to.",
    )
    return InputError(sentence.format(path=path, reason=reason))
