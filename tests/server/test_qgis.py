# SPDX-License-Identifier: GPL-2.0-or-later
"""What has been published is an ordinary layer in QGIS, over TLS and with QGIS's own sign-in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from psycopg.conninfo import conninfo_to_dict
from qgis.core import (
    QgsApplication,
    QgsAuthCertUtils,
    QgsAuthMethodConfig,
    QgsDataSourceUri,
    QgsFeatureRequest,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtNetwork import QSslCertificate

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.server.reading import COLLECTIONS

pytestmark = [pytest.mark.server, pytest.mark.qgis]


@pytest.fixture
def sign_in(running_server: RunningServer, qgis_app: QgsApplication) -> Iterator[str]:
    """The id of a reader's sign-in in QGIS, which trusts the server's authority."""
    manager = qgis_app.authManager()
    if not manager.setMasterPassword("for tests alone", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("for tests alone", True)
    (authority,) = QSslCertificate.fromPath(running_server.ca)
    manager.storeCertAuthority(authority)
    manager.storeCertTrustPolicy(authority, QgsAuthCertUtils.CertTrustPolicy.Trusted)
    manager.initSslCaches()
    account = running_server.account("paser.reader")
    config = QgsAuthMethodConfig("Basic")
    config.setName("shared server")
    config.setConfig("username", account["user"])
    config.setConfig("password", account["token"])
    manager.storeAuthenticationConfig(config)
    yield config.id()
    manager.removeAuthenticationConfig(config.id())
    manager.removeCertTrustPolicy(authority)
    manager.removeCertAuthority(authority)


def layer(server: RunningServer, collection: str, sign_in: str) -> QgsVectorLayer:
    source = (
        f"authcfg={sign_in} typename='{collection}' url='{server.url}'"
        " pageSize='10000' restrictToRequestBBOX='1'"
    )
    return QgsVectorLayer(source, collection, "OAPIF")


def test_hotspots_and_villages_are_layers(running_server: RunningServer, sign_in: str) -> None:
    point = hotspot_at(running_server.office())
    running_server.publish(running_server.document([point]))
    assert point.position is not None
    lon, lat = point.position

    hotspots = layer(running_server, "hotspots", sign_in)
    villages = layer(running_server, "villages", sign_in)

    assert hotspots.isValid(), hotspots.error().message()
    box = QgsRectangle(lon - 0.0001, lat - 0.0001, lon + 0.0001, lat + 0.0001)
    (found,) = hotspots.getFeatures(QgsFeatureRequest(box))
    assert found["hotspot_id"] == point.hotspot_id
    assert found["year"] == 2026
    assert found.geometry().asPoint().x() == pytest.approx(lon)
    assert len(list(villages.getFeatures())) == 144


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_collection_is_a_layer_with_all_that_the_server_has(
    running_server: RunningServer, sign_in: str, collection: str
) -> None:
    source = running_server.funding_source()
    point = hotspot_at(running_server.office(), funding_source_id=source)
    running_server.publish(running_server.document([point]))
    answer = running_server.session("paser.reader").get(
        f"{running_server.url}/collections/{collection}/items",
        params={"f": "json", "limit": 10_000},
        timeout=30,
    )
    has = [feature["geometry"] is not None for feature in answer.json()["features"]]

    read = layer(running_server, collection, sign_in)

    assert read.isValid(), read.error().message()
    features = list(read.getFeatures())
    assert len(features) == len(has) == answer.json()["numberMatched"]
    assert has or collection == "blank_spots"
    # A hotspot that is waived the rule of its position may have none.
    assert sum(feature.hasGeometry() for feature in features) == sum(has)
    assert any(has) == (has != [] and collection not in ("funding_sources", "revisions"))


def test_the_open_views_are_layers_straight_from_the_database(
    running_server: RunningServer, qgis_app: QgsApplication
) -> None:
    point = hotspot_at(running_server.office(), maintainer="Pak Ahmad")
    running_server.publish(running_server.document([point]))
    reader = conninfo_to_dict(running_server.description["database"]["reader"])
    uri = QgsDataSourceUri()
    uri.setConnection(
        *(str(reader[name]) for name in ("host", "port", "dbname", "user", "password"))
    )
    uri.setDataSource("village_internet_open", "hotspots", "geom", "", "id")

    hotspots = QgsVectorLayer(uri.uri(False), "hotspots", "postgres")

    assert hotspots.isValid(), hotspots.error().message()
    asked = QgsFeatureRequest().setFilterExpression(f"hotspot_id = '{point.hotspot_id}'")
    (found,) = hotspots.getFeatures(asked)
    assert found["agency"] == "Kabupaten Paser"
    assert "maintainer" not in hotspots.fields().names()
    assert not hotspots.startEditing()
