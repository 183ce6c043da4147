# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings as rows of a point layer: one row per finding, at its hotspot where it is about one."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsPointXY, QgsVectorLayer

from village_internet_plugin.domain.finding import CheckReport, Finding
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.layers.field_types import BOOLEAN, REAL, TEXT, make_field


def finding_fields() -> QgsFields:
    """Return the columns of the layer, those of a finding in the JSON report."""
    fields = QgsFields()
    for name, kind in (
        ("rule", TEXT),
        ("severity", TEXT),
        ("subject_kind", TEXT),
        ("subject", TEXT),
        ("measured", REAL),
        ("limit", REAL),
        ("unit", TEXT),
        ("message", TEXT),
        ("fix", TEXT),
        ("waived", BOOLEAN),
    ):
        fields.append(make_field(name, kind))
    return fields


def finding_features(plan: Plan, report: CheckReport) -> Iterator[QgsFeature]:
    """Give one feature per finding, EPSG:4326.

    A finding on a village, a funding source or the plan has no geometry, nor has one on a hotspot
    without a usable position.
    """
    fields = finding_fields()
    positions = {hotspot.hotspot_id: hotspot.position for hotspot in plan.hotspots}
    for finding in report.findings:
        feature = QgsFeature(fields)
        feature.setAttributes(_attributes(finding))
        position = positions.get(finding.subject) if finding.subject_kind == "hotspot" else None
        if position is not None and position.is_finite():
            feature.setGeometry(_point(position))
        yield feature


def _attributes(finding: Finding) -> list[object]:
    return [
        finding.rule,
        finding.severity,
        finding.subject_kind,
        finding.subject,
        finding.measured,
        finding.limit,
        finding.unit,
        finding.message,
        finding.fix.words,
        finding.waived,
    ]


def _point(position: LonLat) -> QgsGeometry:
    return QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat))


def findings_in_memory(plan: Plan, report: CheckReport) -> QgsVectorLayer:
    """Return the findings as a layer that lives in memory alone, EPSG:4326."""
    layer = QgsVectorLayer(f"Point?crs=EPSG:{EPSG}", "findings", "memory")
    provider = layer.dataProvider()
    provider.addAttributes(list(finding_fields()))
    layer.updateFields()
    provider.addFeatures(list(finding_features(plan, report)))
    layer.updateExtents()
    return layer
