# SPDX-License-Identifier: GPL-2.0-or-later
"""Points of a layer become candidates: named, placed in longitude and latitude, never private."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.given_sites import GivenSites

pytestmark = pytest.mark.qgis


def layer_of(fields: str, *rows: tuple[Any, ...], crs: str = "EPSG:4326") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs={crs}&{fields}", "Sekolah", "memory")
    features = []
    for place, *values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        if place is not None:
            feature.setGeometry(QgsGeometry.fromWkt(f"POINT ({place[0]} {place[1]})"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_names_kinds_and_places_are_read_and_private_houses_left_out() -> None:
    layer = layer_of(
        "field=Nama:string&field=site_kind:string",
        ((116.0, -2.0), "SDN 001", "school"),
        ((116.1, -2.0), None, "warung"),
        ((116.2, -2.0), "Rumah", "private"),
        (None, "Tanpa tempat", "school"),
    )
    sites = GivenSites.of_layer(layer).sites()
    told = [(one.site_id, one.name, one.site_kind, one.origin) for one in sites]
    assert told == [
        ("public_site:1", "SDN 001", "school", "public_site"),
        ("public_site:2", "Sekolah 2", "other_public", "public_site"),
    ]
    assert sites[0].position == (116.0, -2.0)


def test_points_in_metres_are_brought_to_degrees() -> None:
    # UTM 50 S: 500 km east is its middle, 117° E.
    layer = layer_of("field=name:string", ((500_000, 9_778_924), "Pasar"), crs="EPSG:32750")
    (site,) = GivenSites.of_layer(layer).sites()
    assert site.position.lon == pytest.approx(117.0, abs=1e-6)
    assert site.position.lat == pytest.approx(-2.0, abs=1e-3)


def test_a_point_that_lies_nowhere_is_told() -> None:
    layer = layer_of("field=name:string", ((1e30, 1e30), "Pasar"), crs="EPSG:32750")
    with pytest.raises(InputError, match="layer “Sekolah” cannot be brought"):
        GivenSites.of_layer(layer).sites()


def test_what_is_edited_and_not_saved_counts() -> None:
    layer = layer_of("field=name:string", ((116.0, -2.0), "SDN 001"))
    layer.startEditing()
    layer.changeAttributeValue(1, 0, "SDN 002")
    sites = GivenSites.of_layer(layer)
    layer.rollBack()
    assert [one.name for one in sites.sites()] == ["SDN 002"]
