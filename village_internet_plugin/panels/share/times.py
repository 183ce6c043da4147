# SPDX-License-Identifier: GPL-2.0-or-later
"""Times as people of either language read them."""

from __future__ import annotations

from qgis.PyQt.QtCore import QDateTime, Qt

from village_internet_plugin.panels.locales import locale_of


def time_text(iso: str, language: str) -> str:
    """Return a time (ISO 8601) in this computer's time zone: 24 Nov 2026 21:15.

    What is no time is returned as it is.
    """
    time = QDateTime.fromString(iso.replace("+00:00", "Z"), Qt.DateFormat.ISODateWithMs)
    if not time.isValid():
        return iso
    return locale_of(language).toString(time.toLocalTime(), "d MMM yyyy HH:mm")
