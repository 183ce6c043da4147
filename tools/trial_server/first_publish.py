# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishes one hotspot to a server that was just installed, as a planner's desktop would.

`TRIAL_TOKEN=… python -m tools.trial_server.first_publish URL AUTHORITY ACCOUNT AGENCY SOURCE YEAR`:
everything it needs to know it asks the server for.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
import tempfile
from pathlib import Path

import requests

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.geopackage import well_known_binary
from village_internet_plugin.sharing.answers import DryRun, Published
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.revision_document import RevisionDocument

_POINT = struct.Struct("<BIdd")


def main(url: str, authority: str, account: str, agency: str, source: str, year: int) -> int:
    """Try the reference's offices one after the other; 0 when a hotspot at one is published."""
    session = requests.Session()
    session.trust_env = False
    session.auth = (account, os.environ["TRIAL_TOKEN"])
    client = Client(url, session, ca_path=Path(authority))
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "reference.gpkg"
        reference_sha256 = client.reference(file)
        offices = _offices(file)
    rule_set = client.rule_set()
    for village_code, position in offices:
        hotspot = Hotspot(
            new_identifier(),
            position,
            village_code=village_code,
            name="Kantor desa",
            site_kind="village_office",
            year=year,
            funding_source_id=source,
        )
        document = RevisionDocument(
            revision_id=new_identifier(),
            plan_id=new_identifier(),
            agency=agency,
            base_revision=0,
            rule_set_version=rule_set.version,
            reference_sha256=reference_sha256,
            added=(hotspot,),
            changed=(),
            removed=(),
            funding_sources=(),
            waivers=(),
            content_sha256=content_sha256([hotspot]),
        )
        if not isinstance(client.publish(document, dry_run=True), DryRun):
            continue
        first, again = client.publish(document), client.publish(document)
        if isinstance(first, Published) and first == again:
            print(f"published, and the same receipt twice: {first.receipt}")
            return 0
        print(f"answered {first}, then {again}")
        return 1
    print("no office of the reference is a place for a hotspot")
    return 1


def _offices(file: Path) -> list[tuple[str, LonLat]]:
    connection = sqlite3.connect(file)
    try:
        rows = connection.execute("SELECT village_code, geom FROM village_offices").fetchall()
    finally:
        connection.close()
    return [
        (code, LonLat(*_POINT.unpack_from(well_known_binary(geometry))[2:]))
        for code, geometry in rows
        if code and geometry
    ]


if __name__ == "__main__":
    server, trusted, signed_in, planning, paying, in_year = sys.argv[1:]
    sys.exit(main(server, trusted, signed_in, planning, paying, int(in_year)))
