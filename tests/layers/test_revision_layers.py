# SPDX-License-Identifier: GPL-2.0-or-later
"""Earlier revisions and comparisons as layers, and the words for what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import (
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import NULL, QSize
from qgis.PyQt.QtGui import QColor

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.comparison_layer import comparison_fields, comparison_in_memory
from village_internet_plugin.layers.comparison_words import change_text, total_text
from village_internet_plugin.layers.revision_layer import revision_in_memory
from village_internet_plugin.layers.waiver_and_source_words import (
    source_change_text,
    summary_text,
    waiver_text,
)
from village_internet_plugin.sharing.comparing import Comparison, PlanState
from village_internet_plugin.sharing.comparing import compare as compare_states

pytestmark = pytest.mark.qgis

OFFICE = Hotspot(
    "office",
    LonLat(116.19, -1.91),
    "64.01.06.2023",
    "Balai Desa",
    "village_office",
    "apbd-2026",
    2026,
    bandwidth_mbps=7.5,
    capex_idr=25_000_000,
)
SCHOOL = Hotspot("school", None, "64.01.06.2024", "SDN 001", year=2026)
CLINIC = Hotspot("clinic", LonLat(116.2, -1.92), name="Puskesmas")


def compare(before: tuple[Hotspot, ...], after: tuple[Hotspot, ...]) -> Comparison:
    """Compare hotspots alone."""
    return compare_states(PlanState(before), PlanState(after))


def rows(layer: QgsVectorLayer) -> dict[str, dict[str, object]]:
    """Return the attributes of a layer's rows that have a subject or an id, by it."""
    names = layer.fields().names()
    found = (dict(zip(names, feature.attributes())) for feature in layer.getFeatures())
    return {str(row.get("subject") or row.get("hotspot_id")): row for row in found}


def signs(layer: QgsVectorLayer) -> dict[str, bool]:
    """Return by id whether a row is drawn with a sign."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    drawn = {
        feature[0]: renderer.originalSymbolForFeature(feature, context) is not None
        for feature in layer.getFeatures()
    }
    renderer.stopRender(context)
    return drawn


def changed() -> Comparison:
    """Return: the office moved and was approved, the school went, the clinic came."""
    now = replace(OFFICE, position=LonLat(116.19, -1.911), status="approved", notes="a\nb " * 30)
    return compare((OFFICE, SCHOOL), (now, CLINIC))


def test_a_revision_has_all_columns_all_rows_and_the_look_of_the_plan() -> None:
    layer = revision_in_memory((OFFICE, SCHOOL), "Revision 7", "en")
    assert layer.name() == "Revision 7"
    assert tuple(layer.fields().names()) == HOTSPOTS.names()
    assert rows(layer)["office"]["bandwidth_mbps"] == 7.5
    assert rows(layer)["office"]["capex_idr"] == 25_000_000
    places = {row["hotspot_id"]: row.hasGeometry() for row in layer.getFeatures()}
    assert places == {"office": True, "school": False}
    assert signs(layer) == {"office": True, "school": True}
    assert layer.crs().authid() == "EPSG:4326"
    assert not layer.startEditing()


def test_differences_stand_where_the_hotspot_is_or_was() -> None:
    comparison = changed()
    layer = comparison_in_memory(comparison, "4 → 7", "en")
    found = rows(layer)
    kinds = {key: found[key]["change"] for key in ("office", "school", "clinic")}
    assert kinds == {"office": "changed", "school": "removed", "clinic": "added"}
    assert found["office"]["moved_m"] == 110.58
    assert (found["office"]["status_before"], found["office"]["status_after"]) == (
        "proposed",
        "approved",
    )
    (office,) = (row for row in layer.getFeatures() if row["subject"] == "office")
    assert office.geometry().asPoint().y() == -1.911
    village = found["64.01.06.2024"]
    assert (village["subject_kind"], village["points_before"], village["points_after"]) == (
        "village",
        1,
        0,
    )
    categories = [category.label() for category in layer.renderer().categories()]
    assert categories == ["Added", "Changed", "Removed"]
    signs_of = [each.symbol().symbolLayers()[-1] for each in layer.renderer().categories()]
    shapes = {sign.shape() for sign in signs_of}
    assert len(shapes) == 3


def drawn(layer: QgsVectorLayer, at: tuple[float, float]) -> str:
    """Return the colour of a map, white elsewhere, at a position."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(400, 400))
    settings.setExtent(QgsRectangle(116.188, -1.912, 116.192, -1.908))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    pixel = settings.mapToPixel().transform(*at)
    return str(job.renderedImage().pixelColor(round(pixel.x()), round(pixel.y())).name())


def test_a_line_leads_from_where_a_hotspot_was() -> None:
    layer = comparison_in_memory(changed(), "4 → 7", "en")
    between = [(116.19, -1.9101 - step * 0.00001) for step in range(40)]
    assert any(
        drawn_at != "#ffffff" for drawn_at in (drawn(layer, place) for place in between[::4])
    )
    renamed = comparison_in_memory(compare((OFFICE,), (replace(OFFICE, name="x"),)), "4 → 7", "en")
    assert drawn(renamed, (116.19, -1.9103)) == "#ffffff"


def test_what_changed_reads_as_people_say_it_in_both_languages() -> None:
    (office, *_rest) = changed().hotspots
    english, indonesian = (change_text(office, language) for language in ("en", "id"))
    assert english.startswith("Status: Proposed → Approved; Notes: – → a b a b ")
    assert "…; moved 111 m" in english
    assert indonesian.startswith("Status: Diusulkan → Disetujui; Catatan: – →")
    assert indonesian.endswith("bergeser 111 m")


def test_money_years_and_lost_places_are_written_as_each_language_does() -> None:
    now = replace(OFFICE, position=None, capex_idr=27_500_000, year=2027, bandwidth_mbps=20.0)
    comparison = compare((OFFICE,), (now,))
    (change,) = comparison.hotspots
    assert change_text(change, "en") == (
        "Year: 2026 → 2027; Bandwidth (Mbps): 7.50 → 20; "
        "Investment (Rp): 25,000,000 → 27,500,000; taken off the map"
    )
    assert "7,50 → 20" in change_text(change, "id")
    (back,) = compare((now,), (OFFICE,)).hotspots
    assert change_text(back, "id").endswith("ditempatkan di peta")
    (source,) = comparison.funding_sources
    assert total_text(source, False, "id") == (
        "apbd-2026: 1 → 1 titik, Rp\u00a025.000.000 → Rp\u00a027.500.000"
    )
    (nothing,) = compare((), (Hotspot("x"),)).villages
    assert total_text(nothing, True, "en").startswith("Without a village: 0 → 1 points")


def test_waivers_and_funding_sources_have_rows_and_the_money_says_by_which_sources() -> None:
    source = FundingSource("apbd-2026", "Paser", 2026, point_quota=1000, service_months=12)
    waiver = Waiver("VI303", "64.01.06.2023", "Desa\nluas", "Sari")
    before = PlanState((OFFICE,), (), (source,), "Paser")
    after = PlanState((OFFICE,), (waiver,), (replace(source, point_quota=1200),), "Paser")
    comparison = compare_states(before, after, {"64.01.06.2023": "Kuaro"})
    told = [
        [row[name] for name in ("subject_kind", "subject", "rule", "name", "change", "what")]
        for row in comparison_in_memory(comparison, "4 → 7", "id").getFeatures()
    ]
    quota = "Sumber dana apbd-2026 diubah: Kuota titik: 1.000 → 1.200"
    waived = "Pengecualian ditambah: VI303 Jumlah titik sesuai penduduk, Kuaro: “Desa luas” (Sari)"
    assert [["" if value in (None, NULL) else value for value in row] for row in told] == [
        ["funding_source", "apbd-2026", "", "", "changed", quota],
        ["waiver", "64.01.06.2023", "VI303", "Kuaro", "added", waived],
    ]
    assert summary_text(comparison, "en") == "1 waiver added, 1 funding source changed"
    gone = compare_states(after, PlanState((), (), (), "Paser"))
    assert waiver_text(gone.waivers[0], "en").startswith("Waiver withdrawn: VI303 ")
    assert source_change_text(gone.sources[0], "en") == "Funding source apbd-2026 removed"
    fields = comparison_fields("en")
    assert "as they were in the state before" in fields.field("idr_before").comment()
    assert "sesudahnya" in comparison_fields("id").field("idr_after").comment()


def test_a_name_that_is_one_of_our_words_stays_a_name() -> None:
    (change,) = compare((CLINIC,), (replace(CLINIC, name="none"),)).hotspots
    assert change_text(change, "en") == "Name: Puskesmas → none"
