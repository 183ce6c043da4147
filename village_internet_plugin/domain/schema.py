# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of a plan: the one list of columns that files, database, JSON and forms follow."""

from __future__ import annotations

from typing import NamedTuple

from village_internet_plugin.domain.languages import Words

EPSG = 4326
"""The coordinate reference system of every layer in a plan."""

VILLAGE_KINDS = ("desa", "kelurahan")
SITE_KINDS = (
    "village_office",
    "health_post",
    "school",
    "market",
    "worship",
    "public_space",
    "tourism",
    "other_public",
    "private",
)
STATUSES = (
    "proposed",
    "surveyed",
    "approved",
    "installed",
    "operating",
    "suspended",
    "replaced",
)
EXISTING_STATUSES = (*STATUSES, "refused")
TECHNOLOGIES = ("fibre", "wireless", "satellite")
POWERS = ("grid", "solar", "generator", "none")
CONSENTS = ("none", "verbal", "letter")
SIGNALS = ("none", "weak")
NODE_KINDS = ("fibre", "tower")
BUDGET_ROUNDS = ("initial", "revised")

TEXT, INTEGER, REAL, DATE = "text", "integer", "real", "date"


class Column(NamedTuple):
    """One column: its name, what it holds, and what is allowed in it."""

    name: str
    holds: str = TEXT
    """``text``, ``integer``, ``real`` or ``date`` (ISO 8601 text in documents)."""
    choices: tuple[str, ...] = ()
    required: bool = False
    """Whether a row without it cannot be taken in."""
    unique: bool = False
    least: float | None = None
    """The smallest number allowed, inclusive."""


class Table(NamedTuple):
    """One table of the plan GeoPackage; `geometry` is an OGC name or None."""

    name: str
    geometry: str | None
    columns: tuple[Column, ...]
    title: Words

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    def names(self) -> tuple[str, ...]:
        """Return the columns' names in their order."""
        return tuple(column.name for column in self.columns)


VILLAGES = Table(
    "villages",
    "MultiPolygon",
    (
        Column("village_code", required=True, unique=True),
        Column("name", required=True),
        Column("kind", choices=VILLAGE_KINDS),
        Column("district"),
        Column("regency"),
        Column("province"),
        Column("population", INTEGER, least=0),
        Column("households", INTEGER, least=0),
    ),
    Words("Villages", "Desa dan kelurahan"),
)
VILLAGE_OFFICES = Table(
    "village_offices",
    "Point",
    (
        Column("village_code", required=True),
        Column("name"),
        Column("accuracy_m", REAL, least=0),
        Column("source"),
    ),
    Words("Village offices", "Kantor desa"),
)
BLANK_SPOTS = Table(
    "blank_spots",
    "MultiPolygon",
    (
        Column("blank_spot_id", required=True, unique=True),
        Column("village_code"),
        Column("name"),
        Column("signal", choices=SIGNALS),
        Column("technology"),
        Column("people", INTEGER, least=0),
        Column("observed_on", DATE),
        Column("source"),
    ),
    Words("Blank spots", "Blank spot"),
)
SETTLEMENTS = Table(
    "settlements",
    "Point",
    (
        Column("settlement_id", required=True, unique=True),
        Column("village_code"),
        Column("name"),
        Column("households", INTEGER, least=0),
        Column("people", INTEGER, least=0),
    ),
    Words("Settlements", "Permukiman"),
)
EXISTING_HOTSPOTS = Table(
    "existing_hotspots",
    "Point",
    (
        Column("hotspot_id", required=True, unique=True),
        Column("village_code"),
        Column("name"),
        Column("agency"),
        Column("programme"),
        Column("technology", choices=TECHNOLOGIES),
        Column("provider"),
        Column("bandwidth_mbps", REAL, least=0),
        Column("status", choices=EXISTING_STATUSES),
        Column("since", DATE),
    ),
    Words("Existing hotspots", "Titik hotspot yang sudah ada"),
)
NETWORK_NODES = Table(
    "network_nodes",
    "Point",
    (
        Column("node_id", required=True, unique=True),
        Column("kind", choices=NODE_KINDS, required=True),
        Column("operator"),
        Column("name"),
        Column("capacity"),
    ),
    Words("Network nodes", "Simpul jaringan"),
)
_HOTSPOT_COLUMNS = (
    Column("hotspot_id", required=True, unique=True),
    Column("village_code"),
    Column("name"),
    Column("site_kind", choices=SITE_KINDS),
    Column("funding_source_id"),
    Column("year", INTEGER, least=2000),
    Column("status", choices=STATUSES),
    Column("technology", choices=TECHNOLOGIES),
    Column("provider"),
    Column("bandwidth_mbps", REAL, least=0),
    Column("power", choices=POWERS),
    Column("power_hours", REAL, least=0),
    Column("site_consent", choices=CONSENTS),
    Column("maintainer"),
    Column("capex_idr", INTEGER, least=0),
    Column("opex_idr_per_month", INTEGER, least=0),
    Column("service_months", INTEGER, least=0),
    Column("priority", INTEGER),
    Column("notes"),
)
HOTSPOTS = Table("hotspots", "Point", _HOTSPOT_COLUMNS, Words("Hotspots", "Titik hotspot"))
PUBLISHED_HOTSPOTS = Table(
    "published_hotspots",
    "Point",
    (*_HOTSPOT_COLUMNS, Column("agency"), Column("plan_id"), Column("revision", INTEGER)),
    Words("Published by other agencies", "Diterbitkan instansi lain"),
)
FUNDING_SOURCES = Table(
    "funding_sources",
    None,
    (
        Column("funding_source_id", required=True, unique=True),
        Column("agency", required=True),
        Column("programme"),
        Column("fiscal_year", INTEGER, required=True, least=2000),
        Column("budget_round", choices=BUDGET_ROUNDS),
        Column("point_quota", INTEGER, least=0),
        Column("budget_idr", INTEGER, least=0),
        Column("service_months", INTEGER, least=0),
        Column("village_kinds"),
    ),
    Words("Funding sources", "Sumber dana"),
)
WAIVERS = Table(
    "waivers",
    None,
    (
        Column("rule", required=True),
        Column("subject", required=True),
        Column("reason", required=True),
        Column("author", required=True),
        Column("made_at"),
    ),
    Words("Waivers", "Pengecualian"),
)
PLAN = Table(
    "plan",
    None,
    (Column("key", required=True, unique=True), Column("value")),
    Words("Plan", "Rencana"),
)
OUTBOX = Table(
    "outbox",
    None,
    (
        Column("revision_id", required=True, unique=True),
        Column("state", choices=("waiting", "sent", "published", "refused"), required=True),
        Column("document", required=True),
        Column("receipt"),
        Column("made_at"),
    ),
    Words("Outbox", "Kotak keluar"),
)

REFERENCE_TABLES = (
    VILLAGES,
    VILLAGE_OFFICES,
    BLANK_SPOTS,
    SETTLEMENTS,
    EXISTING_HOTSPOTS,
    NETWORK_NODES,
)
"""What verdicts refer to; hashed together as ``reference_sha256``."""

TABLES = (
    *REFERENCE_TABLES,
    HOTSPOTS,
    PUBLISHED_HOTSPOTS,
    FUNDING_SOURCES,
    WAIVERS,
    PLAN,
    OUTBOX,
)

ROLES: dict[str, Table] = {
    table.name: table for table in (*REFERENCE_TABLES, HOTSPOTS, FUNDING_SOURCES)
}
"""What a user can import into, by the role's name (the table's)."""
