# SPDX-License-Identifier: GPL-2.0-or-later
"""The locales of the planner's languages, for dates and for fields of numbers."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale


def locale_of(language: str) -> QLocale:
    """Return the locale of one of the planner's two languages ("en" or "id")."""
    if language == "id":
        return QLocale(QLocale.Language.Indonesian)
    return QLocale(QLocale.Language.English)
