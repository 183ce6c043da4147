# SPDX-License-Identifier: GPL-2.0-or-later
"""VI401 to VI405 by example: who pays, within which quota, budget and term."""

from __future__ import annotations

from rule_cases.case import Found, fails, limit, passes
from rule_cases.district import EAST, KUARO, PADANG, hotspot, published, school, source

FUNDING_KNOWN = (
    passes("VI401", "it exists, in its year, for its kind of village"),
    passes(
        "VI401",
        "no kinds of village named: it pays for all",
        funding_sources=[source(village_kinds="")],
    ),
    fails("VI401", "none named", Found(), hotspots=[hotspot(funding_source_id=" ")]),
    fails(
        "VI401",
        "an unknown one",
        Found(says=(("DAK", "DAK"),)),
        hotspots=[hotspot(funding_source_id="DAK")],
    ),
    fails(
        "VI401",
        "one that does not say who pays",
        Found(says=(("which agency pays", "belum menyebut instansi"),)),
        funding_sources=[source(agency=" ")],
    ),
    fails(
        "VI401",
        "another year",
        Found(
            measured=2027,
            limit=2026,
            unit="year",
            changes={"year": 2026},
            says=(("2027", "2027"), ("2026", "2026")),
        ),
        hotspots=[hotspot(year=2027)],
    ),
    fails(
        "VI401",
        "not for a desa",
        Found(says=(("desa", "desa"), ("kelurahan", "kelurahan"))),
        funding_sources=[source(village_kinds="kelurahan")],
    ),
    fails(
        "VI401",
        "another year, and not for a desa: a new year would not mend it",
        Found(measured=2027, limit=2026, unit="year"),
        hotspots=[hotspot(year=2027)],
        funding_sources=[source(village_kinds="kelurahan")],
    ),
    limit("VI401", "no year given: VI205 asks for it", hotspots=[hotspot(year=None)]),
)


def _points(subject: str, kind: str = "hotspot", *numbers: tuple[str, str]) -> Found:
    return Found(subject, 3, 2, "points", kind=kind, says=(("3", "3"), ("2", "2"), *numbers))


THREE = [hotspot(), school(EAST, 400.0), school(EAST, 800.0, hotspot_id="h3", name="SDN 3")]
POINT_QUOTA = (
    passes("VI402", "one of two"),
    passes("VI402", "no quota set", hotspots=THREE, funding_sources=[source(point_quota=None)]),
    passes(
        "VI402",
        "a replaced one is not counted",
        hotspots=[*THREE[:2], {**THREE[2], "status": "replaced"}],
    ),
    fails(
        "VI402",
        "three of two: the source is told, and the point placed last",
        _points("APBD", "funding_source", ("1 too many", "lebih 1")),
        Found("h3", None, 2, "points", says=(("2 points", "2 titik"),)),
        hotspots=THREE,
    ),
    fails(
        "VI402",
        "a quota of none",
        Found("APBD", 1, 0, "points", kind="funding_source"),
        Found("h1", None, 0, "points"),
        funding_sources=[source(point_quota=0)],
    ),
    limit("VI402", "exactly the quota", hotspots=THREE[:2]),
)

# Each costs 10,000,000 + 24 x 1,000,000 = 34,000,000; three cost 102,000,000.
BUDGET = (
    passes("VI403", "34 of 100 million"),
    passes("VI403", "no budget set", hotspots=THREE, funding_sources=[source(budget_idr=None)]),
    fails(
        "VI403",
        "102 of 100 million: the source is told, and the point with which it is over",
        Found(
            "APBD",
            102_000_000,
            100_000_000,
            "IDR",
            kind="funding_source",
            says=(
                ("Rp102,000,000", "Rp102.000.000"),
                ("Rp100,000,000", "Rp100.000.000"),
                ("Rp2,000,000", "Rp2.000.000"),
            ),
        ),
        Found("h3", None, 100_000_000, "IDR", says=(("Rp100,000,000", "Rp100.000.000"),)),
        hotspots=THREE,
    ),
    fails(
        "VI403",
        "the source's 24 months stand in for none named; what costs nothing is not told",
        Found("APBD", 34_000_000, 30_000_000, "IDR", kind="funding_source"),
        Found("h1", None, 30_000_000, "IDR"),
        hotspots=[
            hotspot(service_months=None),
            school(EAST, 400.0, capex_idr=0, opex_idr_per_month=None),
        ],
        funding_sources=[source(budget_idr=30_000_000)],
    ),
    limit(
        "VI403",
        "exactly the budget",
        hotspots=THREE,
        funding_sources=[source(budget_idr=102_000_000)],
    ),
    limit(
        "VI403",
        "a rupiah over it",
        Found(
            "APBD", 102_000_000, 101_999_999, "IDR", kind="funding_source", says=(("Rp1 ", "Rp1)"),)
        ),
        Found("h3", None, 101_999_999, "IDR"),
        hotspots=THREE,
        funding_sources=[source(budget_idr=101_999_999)],
    ),
)

BAKTI = source(funding_source_id="BAKTI", agency="BAKTI")
DOUBLE_FUNDING = (
    passes("VI404", "nobody else in the village", published_hotspots=[published()]),
    passes("VI404", "another year", published_hotspots=[published(village_code=KUARO, year=2027)]),
    passes(
        "VI404",
        "theirs was replaced",
        published_hotspots=[published(village_code=KUARO, status="replaced")],
    ),
    passes(
        "VI404",
        "no year given",
        hotspots=[hotspot(year=None)],
        published_hotspots=[published(village_code=KUARO)],
    ),
    fails(
        "VI404",
        "two of another agency",
        Found(
            "h1", 2, 0, "points", says=(("BAKTI", "BAKTI"), ("2026", "2026"), ("Kuaro", "Kuaro"))
        ),
        published_hotspots=[
            published(village_code=KUARO),
            published(village_code=KUARO, hotspot_id="p2"),
        ],
    ),
    fails(
        "VI404",
        "two funders in one plan: each is told of the other",
        Found("h1", 1, 0, "points", says=(("BAKTI", "BAKTI"),)),
        Found("h2", 1, 0, "points", says=(("Diskominfo Paser", "Diskominfo Paser"),)),
        hotspots=[hotspot(), school(EAST, 400.0, funding_source_id="BAKTI")],
        funding_sources=[source(), BAKTI],
    ),
    limit(
        "VI404",
        "the same agency, spelled otherwise",
        published_hotspots=[published(village_code=KUARO, agency=" diskominfo  PASER ")],
    ),
    limit("VI404", "the neighbouring village", published_hotspots=[published(village_code=PADANG)]),
    limit(
        "VI404",
        "no known source: the plan's own agency pays",
        hotspots=[hotspot(funding_source_id=None)],
        published_hotspots=[published(village_code=KUARO, agency="DISKOMINFO PASER")],
    ),
)


def _months(measured: int, bound: int, offered: int | None) -> Found:
    changes = None if offered is None else {"service_months": offered}
    says = ((f"{measured} months", f"{measured} bulan"), (str(bound), str(bound)))
    return Found(measured=measured, limit=bound, unit="months", changes=changes, says=says)


SERVICE_TERM = (
    passes("VI405", "no months given", hotspots=[hotspot(service_months=None)]),
    fails(
        "VI405",
        "longer than the source pays",
        _months(36, 24, 24),
        hotspots=[hotspot(service_months=36)],
    ),
    fails("VI405", "half a year", _months(6, 12, 12), hotspots=[hotspot(service_months=6)]),
    fails(
        "VI405",
        "a source that pays for less than the least term: the term speaks, nothing can be offered",
        _months(9, 8, None),
        hotspots=[hotspot(service_months=9)],
        funding_sources=[source(service_months=8)],
    ),
    limit("VI405", "exactly the source's term"),
    limit("VI405", "exactly the least term", hotspots=[hotspot(service_months=12)]),
    limit(
        "VI405",
        "a month more than the term",
        _months(25, 24, 24),
        hotspots=[hotspot(service_months=25)],
    ),
    limit(
        "VI405",
        "a month less than the least",
        _months(11, 12, 12),
        hotspots=[hotspot(service_months=11)],
    ),
)

FUNDING_CASES = (*FUNDING_KNOWN, *POINT_QUOTA, *BUDGET, *DOUBLE_FUNDING, *SERVICE_TERM)
