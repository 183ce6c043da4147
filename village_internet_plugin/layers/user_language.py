# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the planner's two languages the user reads."""

from __future__ import annotations

from qgis.core import QgsApplication


def user_language() -> str:
    """Return "id" when QGIS speaks Bahasa Indonesia, else "en"."""
    return "id" if QgsApplication.locale()[:2] == "id" else "en"
