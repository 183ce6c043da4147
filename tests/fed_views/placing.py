# SPDX-License-Identifier: GPL-2.0-or-later
"""The small window on the map, with a place where everything is wrong."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, OK, WARNING
from village_internet_plugin.panels.placing.ghost_lines import GhostLine
from village_internet_plugin.panels.placing.placing_view import PlacingState, PlacingView


def _placing_view(language: str) -> QWidget:
    indonesian = language == "id"
    view = PlacingView("Panah: 1 m, Enter menempatkan, Esc keluar" if indonesian else "Arrows: 1 m")
    view.show_state(
        PlacingState(
            ERROR,
            "Kesalahan" if indonesian else "Error",
            "Kantor <b>Desa</b> Muara Adang II (Muara Adang II, Long Ikis)",
            "1,921400° LS 116,051200° BT\n50S 394472 9787578",
            (
                GhostLine(ERROR, "1.412 m ke Kantor <i>Desa</i> Muara Adang II (batas 1.000 m)"),
                GhostLine(NOT_CHECKED, "Batas Muara Adang II tidak diketahui. " * 3),
                GhostLine(WARNING, "Balai berjarak 120 m dari Puskesmas; paling dekat 200 m."),
                GhostLine(NOTICE, "Tidak melayani blank spot."),
                GhostLine(OK, "340 m ke titik hotspot terdekat (paling dekat 200 m)"),
            ),
            better="Tempat sesuai terdekat: 412 m (V)",
            searching="Mencari tempat yang sesuai di sekitar …",
        )
    )
    view.show_answer("“di <b>sana</b>” tidak dipahami sebagai koordinat.", is_wrong=True)
    return view


FED = {"placing_view": _placing_view}
