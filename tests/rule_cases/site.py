# SPDX-License-Identifier: GPL-2.0-or-later
"""VI201 to VI205 by example: the site, its power, consent, keeper and required fields."""

from __future__ import annotations

from rule_cases.case import Found, fails, limit, passes
from rule_cases.district import hotspot

SOLAR = {"power": "solar"}

SITE_PUBLIC = (
    passes("VI201", "a village office"),
    fails("VI201", "a private house", Found(), hotspots=[hotspot(site_kind="private")]),
    limit("VI201", "no kind of site given: VI205 asks for it", hotspots=[hotspot(site_kind=None)]),
)

POWER = (
    passes("VI202", "from the grid, day and night"),
    passes(
        "VI202", "solar, whatever its hours", hotspots=[hotspot(power="solar", power_hours=4.0)]
    ),
    passes("VI202", "not asked of a proposal", hotspots=[hotspot(power=None, power_hours=None)]),
    fails(
        "VI202",
        "none",
        Found(measured=0, limit=12, unit="h", changes=SOLAR),
        hotspots=[hotspot(power="none", power_hours=None)],
    ),
    fails(
        "VI202",
        "a generator for six hours",
        Found(
            measured=6, limit=12, unit="h", changes=SOLAR, says=(("6 hours", "6 jam"), ("12", "12"))
        ),
        hotspots=[hotspot(power="generator", power_hours=6.0)],
    ),
    fails(
        "VI202",
        "six hours of nobody knows what",
        Found(measured=6, limit=12, unit="h", changes=SOLAR),
        hotspots=[hotspot(power=" ", power_hours=6.0)],
    ),
    fails(
        "VI202",
        "surveyed, and still no source named",
        Found(),
        hotspots=[hotspot(power=None, power_hours=None, status="surveyed")],
    ),
    limit("VI202", "exactly 12 hours", hotspots=[hotspot(power="generator", power_hours=12.0)]),
    limit(
        "VI202",
        "six minutes less",
        Found(measured=11.9, limit=12, unit="h", changes=SOLAR, says=(("11.9", "11,9"),)),
        hotspots=[hotspot(power="generator", power_hours=11.9)],
    ),
)

CONSENT = (
    passes("VI203", "by letter", hotspots=[hotspot(status="surveyed")]),
    passes("VI203", "not asked of a proposal", hotspots=[hotspot(site_consent=None)]),
    fails(
        "VI203",
        "approved without",
        Found(),
        hotspots=[hotspot(status="approved", site_consent=None)],
    ),
    fails(
        "VI203",
        "suspended without",
        Found(),
        hotspots=[hotspot(status="suspended", site_consent="none")],
    ),
    limit(
        "VI203",
        "asked exactly from the survey on",
        Found(),
        hotspots=[hotspot(status="surveyed", site_consent="none")],
    ),
    limit(
        "VI203",
        "a spoken word is enough",
        hotspots=[hotspot(status="surveyed", site_consent="verbal")],
    ),
)

MAINTAINER = (
    passes("VI204", "named", hotspots=[hotspot(status="operating")]),
    fails(
        "VI204",
        "operating without",
        Found(),
        hotspots=[hotspot(status="operating", maintainer=None)],
    ),
    limit(
        "VI204",
        "not yet asked when surveyed",
        hotspots=[hotspot(status="surveyed", maintainer=None)],
    ),
    limit(
        "VI204",
        "asked exactly from the approval on; blanks are no name",
        Found(),
        hotspots=[hotspot(status="approved", maintainer="  ")],
    ),
)

NOTHING_YET = {
    "technology": None,
    "provider": None,
    "bandwidth_mbps": None,
    "power": None,
    "power_hours": None,
    "capex_idr": None,
    "opex_idr_per_month": None,
    "service_months": None,
    "maintainer": None,
    "site_consent": None,
}


def _fields(count: int, *names: str) -> Found:
    return Found(measured=count, limit=0, unit="fields", says=tuple((name, name) for name in names))


REQUIRED_FIELDS = (
    passes("VI205", "complete", hotspots=[hotspot(status="operating")]),
    passes("VI205", "a replaced one is history", hotspots=[hotspot(status="replaced", name=None)]),
    fails(
        "VI205",
        "a proposal without name, year and kind of site",
        _fields(3, "name", "year", "site_kind"),
        hotspots=[hotspot(name=" ", year=None, site_kind=None)],
    ),
    fails("VI205", "no id", Found("", 1, 0, "fields"), hotspots=[hotspot(hotspot_id="")]),
    fails(
        "VI205",
        "surveyed, but only as much known as of a proposal",
        _fields(2, "surveyed", "technology", "power"),
        hotspots=[hotspot(status="surveyed", **NOTHING_YET)],
    ),
    fails(
        "VI205",
        "approved, but only as much known as of a proposal",
        _fields(
            7, "provider", "bandwidth_mbps", "capex_idr", "opex_idr_per_month", "service_months"
        ),
        hotspots=[hotspot(status="approved", **NOTHING_YET)],
    ),
    fails(
        "VI205",
        "an unknown kind of site, and a negative cost",
        _fields(2, "site_kind", "capex_idr"),
        hotspots=[hotspot(site_kind="kiosk", capex_idr=-1)],
    ),
    fails(
        "VI205",
        "no status: what a proposal needs is asked, the status among it",
        _fields(1, "status"),
        hotspots=[hotspot(status=None, **NOTHING_YET)],
    ),
    limit("VI205", "exactly what a proposal needs", hotspots=[hotspot(**NOTHING_YET)]),
    limit(
        "VI205",
        "the least year allowed, and costs of nothing",
        hotspots=[hotspot(year=2000, capex_idr=0)],
    ),
    limit("VI205", "a year earlier", _fields(1, "year"), hotspots=[hotspot(year=1999)]),
)

SITE_CASES = (*SITE_PUBLIC, *POWER, *CONSENT, *MAINTAINER, *REQUIRED_FIELDS)
