# SPDX-License-Identifier: GPL-2.0-or-later
"""The sites that the next suggestion has in any case, and those it goes without."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


class SiteMarks:
    """Names of sites by their ids."""

    def __init__(self) -> None:
        self._pinned: dict[str, str] = {}
        self._banned: dict[str, str] = {}

    @property
    def pinned(self) -> tuple[str, ...]:
        """Ids of the sites wanted in any case."""
        return tuple(self._pinned)

    @property
    def banned(self) -> tuple[str, ...]:
        """Ids of the sites ruled out."""
        return tuple(self._banned)

    def pin(self, site_id: str, name: str) -> None:
        """Want a site in any case."""
        self._banned.pop(site_id, None)
        self._pinned[site_id] = name

    def ban(self, site_id: str, name: str) -> None:
        """Rule a site out."""
        self._pinned.pop(site_id, None)
        self._banned[site_id] = name

    def forget(self) -> None:
        """Want nothing, and rule nothing out."""
        self._pinned, self._banned = {}, {}

    def told(self) -> str:
        """Return which there are, in words; empty for none."""
        always = QCoreApplication.translate("VillageInternet", "Always: {names}.")
        never = QCoreApplication.translate("VillageInternet", "Never: {names}.")
        parts = [
            text.format(names=", ".join(names.values()))
            for text, names in ((always, self._pinned), (never, self._banned))
            if names
        ]
        return " ".join(parts)
