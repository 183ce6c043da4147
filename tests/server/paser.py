# SPDX-License-Identifier: GPL-2.0-or-later
"""Paser's real villages as a reference, and plans of points at their offices."""

from __future__ import annotations

import csv
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import shapely
from oracle.case import Case, Row
from oracle.geopackage import write_plan

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.reference.geopackage import well_known_binary
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.revision_document import RevisionDocument

YEAR = 2026
REFERENCE_ROLES = frozenset(
    {
        "villages",
        "village_offices",
        "blank_spots",
        "settlements",
        "existing_hotspots",
        "network_nodes",
    }
)


class Office(NamedTuple):
    """A position inside a village that stands in for its office."""

    village_code: str
    position: LonLat


def read_offices(data: Path) -> list[Office]:
    """Return one office in each of the villages, in the order of their codes."""
    with (data / "paser_villages.csv").open(encoding="utf-8") as file:
        return sorted(
            Office(row["code"], LonLat(float(row["longitude"]), float(row["latitude"])))
            for row in csv.DictReader(file)
        )


def write_reference(data: Path, target: Path) -> Path:
    """Write a reference of the 144 real villages of Paser, their offices and one blank spot.

    A row of `hotspots` and the file's plan stand in it too: the server must not pass them on.
    """
    with (data / "paser_villages.csv").open(encoding="utf-8") as file:
        people = {row["code"]: int(row["population"]) for row in csv.DictReader(file)}
    case = Case("plan-in-the-reference", "Kabupaten Paser", {}, loaded_roles=REFERENCE_ROLES)
    with sqlite3.connect(data / "paser_villages.gpkg") as connection:
        for code, name, kind, district, regency, province, blob in connection.execute(
            "SELECT code, village, type, district, regency, province, geom FROM villages"
        ):
            case.villages.append(
                {
                    "village_code": code,
                    "name": name,
                    "kind": kind,
                    "district": district,
                    "regency": regency,
                    "province": province,
                    "population": people[code],
                    "households": None,
                    "shape": shapely.from_wkb(well_known_binary(blob)),
                }
            )
    connection.close()
    offices = read_offices(data)
    case.village_offices = [_office_row(office) for office in offices]
    case.blank_spots = [_blank_spot_row(offices[0])]
    case.hotspots = [{**hotspot_row(hotspot_at(offices[1]))}]
    write_plan(target, case)
    return target


def hotspot_at(office: Office, **values: object) -> Hotspot:
    """Return a proposed hotspot at a village office that no rule objects to."""
    hotspot = Hotspot(
        new_identifier(),
        office.position,
        village_code=office.village_code,
        name="Kantor desa",
        site_kind="village_office",
        year=YEAR,
        funding_source_id="paser-2026",
    )
    return replace(hotspot, **values)  # type: ignore[arg-type]


def document(
    added: list[Hotspot],
    *,
    agency: str,
    rule_set_version: str,
    reference_sha256: str,
    plan_id: str | None = None,
    base_revision: int = 0,
    changed: tuple[Hotspot, ...] = (),
    removed: tuple[str, ...] = (),
    whole: list[Hotspot] | None = None,
    waivers: tuple[Waiver, ...] = (),
) -> RevisionDocument:
    """Return a revision document; `whole` is the plan after it, where that is more than `added`."""
    return RevisionDocument(
        revision_id=new_identifier(),
        plan_id=plan_id or new_identifier(),
        agency=agency,
        base_revision=base_revision,
        rule_set_version=rule_set_version,
        reference_sha256=reference_sha256,
        added=tuple(added),
        changed=changed,
        removed=removed,
        funding_sources=(),
        waivers=waivers,
        content_sha256=content_sha256(added if whole is None else whole),
    )


def hotspot_row(hotspot: Hotspot) -> Row:
    """Return a hotspot as a row of the plan's table."""
    row = dict(vars(hotspot))
    position = row.pop("position")
    return {**row, "lon": position.lon, "lat": position.lat}


def _office_row(office: Office) -> Row:
    return {
        "village_code": office.village_code,
        "name": "Kantor desa",
        "accuracy_m": None,
        "source": "a point inside the village",
        "lon": office.position.lon,
        "lat": office.position.lat,
    }


def _blank_spot_row(office: Office) -> Row:
    return {
        "blank_spot_id": "BS-01",
        "village_code": office.village_code,
        "name": "Dusun",
        "signal": "none",
        "technology": None,
        "people": 120,
        "observed_on": "2021-09-28",
        "source": "test",
        "shape": shapely.MultiPolygon([shapely.Point(office.position).buffer(0.01)]),
    }
