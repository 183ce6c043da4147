# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS Server gives out the published plan as WFS by the project we ship, and takes nothing in."""

from __future__ import annotations

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.domain.resources import resource_path

PROGRAM = Path("/usr/lib/cgi-bin/qgis_mapserv.fcgi")
PROJECT = resource_path("server", "wfs", "village_internet.qgs")

pytestmark = pytest.mark.server
with_qgis_server = pytest.mark.skipif(not PROGRAM.is_file(), reason="qgis-server is missing")

LAYERS = {"blank_spots", "funding_sources", "hotspots", "revisions", "villages"}
TRANSACTION = """<wfs:Transaction service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"
 xmlns:ogc="http://www.opengis.net/ogc"><wfs:Delete typeName="hotspots"><ogc:Filter>
 <ogc:PropertyIsEqualTo><ogc:PropertyName>year</ogc:PropertyName><ogc:Literal>2026</ogc:Literal>
 </ogc:PropertyIsEqualTo></ogc:Filter></wfs:Delete></wfs:Transaction>"""


class QgisServer:
    """QGIS Server as a web server would run it, one process for each request."""

    def __init__(self, server: RunningServer, folder: Path) -> None:
        values = psycopg.conninfo.conninfo_to_dict(server.description["database"]["reader"])
        service = folder / "pg_service.conf"
        service.touch(0o600)
        lines = [f"{name}={value}" for name, value in values.items()]
        service.write_text("\n".join(["[village_internet_reader]", *lines, ""]))
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_PROJECT_FILE": str(PROJECT),
            "QGIS_OPTIONS_PATH": str(folder),
            "PGSERVICEFILE": str(service),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SCRIPT_NAME": "/wfs",
        }

    def ask(self, query: str, body: str = "") -> str:
        """Return head and body of the answer."""
        done = subprocess.run(
            [str(PROGRAM)],
            input=body.encode(),
            env={
                **self._environment,
                "QUERY_STRING": f"SERVICE=WFS&VERSION=1.1.0&{query}",
                "REQUEST_METHOD": "POST" if body else "GET",
                "CONTENT_TYPE": "text/xml",
                "CONTENT_LENGTH": str(len(body.encode())),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        return done.stdout.decode("utf-8", "replace")


@with_qgis_server
def test_wfs_gives_what_the_collection_gives_and_takes_nothing(
    running_server: RunningServer, tmp_path: Path
) -> None:
    point = hotspot_at(running_server.office(), maintainer="Pak Ahmad")
    running_server.publish(running_server.document([point]))
    wfs = QgisServer(running_server, tmp_path)
    with ThreadPoolExecutor() as pool:
        capabilities, features, transaction = pool.map(
            lambda asked: wfs.ask(*asked),
            (
                ("REQUEST=GetCapabilities",),
                ("REQUEST=GetFeature&TYPENAME=hotspots&OUTPUTFORMAT=application/json",),
                ("", TRANSACTION),
            ),
        )

    assert all(f"<Name>{name}</Name>" in capabilities for name in LAYERS)
    found = json.loads(features.split("\r\n\r\n" if "\r\n\r\n" in features else "\n\n", 1)[1])
    collection = running_server.session("paser.reader").get(
        f"{running_server.url}/collections/hotspots/items", params={"limit": 1}, timeout=30
    )
    assert len(found["features"]) == collection.json()["numberMatched"]
    mine = [one for one in found["features"] if one["properties"]["hotspot_id"] == point.hotspot_id]
    assert mine[0]["geometry"]["coordinates"] == pytest.approx(list(point.position or ()))
    assert "maintainer" not in mine[0]["properties"]
    assert "Pak Ahmad" not in features
    assert "Exception" in transaction, transaction
    with running_server.database("reader") as connection:
        there = connection.execute(
            "SELECT count(*) FROM village_internet_open.hotspots WHERE id = %s",
            (point.hotspot_id,),
        ).fetchone()
    assert there == (1,)


def test_the_project_names_a_service_and_neither_machine_nor_login() -> None:
    text = PROJECT.read_text("utf-8")

    assert text.count("service='village_internet_reader'") >= len(LAYERS)
    for word in ("host=", "password", "user=", "dbname=", "/home/", "authcfg="):
        assert word not in text, word
    assert "WFSTLayers" not in text
