# SPDX-License-Identifier: GPL-2.0-or-later
"""The badges as they are drawn: each of another shape, beside the hotspot's own sign."""

from __future__ import annotations

import pytest
from pictures import assert_looks_like
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from village_internet_plugin.domain.finding import OK, SEVERITIES
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.styling import style_layer
from village_internet_plugin.layers.verdict_layer import VerdictLayer

VERDICTS = (*SEVERITIES, OK)


def hotspots() -> QgsVectorLayer:
    """One approved hotspot for each verdict, side by side."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=status&field=name", "hotspots", "memory")
    features = []
    for place in range(len(VERDICTS)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["approved", ""])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(116.0 + place, 0.0)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    style_layer(layer, "hotspots", "en")
    return layer


def drawn(project: QgsProject) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers(project.layerTreeRoot().layerOrder())
    settings.setDestinationCrs(QgsCoordinateReferenceSystem.fromEpsgId(4326))
    settings.setOutputSize(QSize(300, 60))
    settings.setOutputDpi(192.0)
    settings.setBackgroundColor(QColor(symbols.LAND))
    settings.setExtent(QgsRectangle(115.5, -0.5, 120.5, 0.5))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


@pytest.fixture
def badged() -> QgsProject:
    project, layer = QgsProject(), hotspots()
    project.addMapLayer(layer)
    shown = VerdictLayer(project, layer, "en")
    shown.put(
        {
            place: (f"id-{place}", LonLat(116.0 + place, 0.0), verdict)
            for place, verdict in enumerate(VERDICTS)
        }
    )
    return project


def test_each_verdict_has_a_badge_of_its_own(badged: QgsProject) -> None:
    assert_looks_like(drawn(badged), "map-badges")


def test_in_shades_of_grey_no_two_badges_are_alike(badged: QgsProject) -> None:
    image = drawn(badged).convertToFormat(QImage.Format.Format_Grayscale8)
    # A colour-blind reader has the shapes: how many dark pixels each badge has above its sign.
    outlines = []
    for place in range(len(VERDICTS)):
        box = image.copy(30 + 60 * place, 0, 30, 30)
        rows = [
            sum(box.pixelColor(x, y).red() < 225 for x in range(30)) for y in range(box.height())
        ]
        outlines.append(tuple(rows))
    assert len(set(outlines)) == len(VERDICTS)
