# SPDX-License-Identifier: GPL-2.0-or-later
"""A province's year: agencies whose plans grow, change and shrink, one revision after another.

Revisions go through the server's own publishing code in this process, with the web workers' login
and each agency's token: what the web server adds is tried elsewhere.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from server.paser import Office, document, hotspot_at

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.server.accounts import BY_TOKEN, Credential
from village_internet_plugin.server.database import Database
from village_internet_plugin.server.in_force import InForce
from village_internet_plugin.server.publishing import publish

_STATUSES = ("proposed", "surveyed", "approved", "installed", "operating")
_STEP_DEG = 0.00005
"""About 5.5 m between two points of a village: all stay within the tolerance of its border."""
_SIDE = 9
_ENTERED = {
    "power": "grid",
    "power_hours": 24.0,
    "technology": "fibre",
    "provider": "PT Telkom",
    "bandwidth_mbps": 50.0,
    "capex_idr": 45_000_000,
    "opex_idr_per_month": 1_500_000,
    "service_months": 12,
    "maintainer": "kader desa",
    "site_consent": "letter",
}


@dataclass
class PlanningAgency:
    """One agency in the year: its plan as it stands, and where it may build."""

    agency: str
    token: str
    source: str
    offices: Sequence[Office]
    plan_id: str = field(default_factory=new_identifier)
    revision: int = 0
    hotspots: dict[str, Hotspot] = field(default_factory=dict)
    placed: int = 0


class Year:
    """Plays the revisions of a year."""

    def __init__(
        self,
        conninfo: str,
        cache: Path,
        agencies: Sequence[PlanningAgency],
        rule_set_version: str,
        reference_sha256: str,
        seed: int = 2026,
    ) -> None:
        """Publish for `agencies` in the database that `conninfo` names."""
        self._database, self._in_force = Database(conninfo), InForce(cache)
        self._agencies = agencies
        self._terms = {"rule_set_version": rule_set_version, "reference_sha256": reference_sha256}
        self._chance = random.Random(seed)  # noqa: S311 - the same year each time

    def close(self) -> None:
        """Close the connections."""
        self._database.close()

    def publish_one(self) -> dict[str, Any]:
        """Let one agency publish its next revision; return the receipt."""
        chance = self._chance
        agency = chance.choice(self._agencies)
        added = [self._new_point(agency) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
        own = sorted(agency.hotspots)
        gone = [] if len(own) < 4 or chance.random() > 0.2 else [chance.choice(own)]
        left = [name for name in own if name not in gone]
        picked = chance.sample(left, min(len(left), chance.randint(0, 4)))
        changed = [self._further(agency.hotspots[name]) for name in picked]
        after = {name: row for name, row in agency.hotspots.items() if name not in gone}
        after.update((row.hotspot_id, row) for row in (*changed, *added))
        sent = document(
            added,
            agency=agency.agency,
            plan_id=agency.plan_id,
            base_revision=agency.revision,
            changed=tuple(changed),
            removed=tuple(gone),
            whole=list(after.values()),
            **self._terms,
        )
        credential = Credential(BY_TOKEN, agency.token)
        answer = publish(self._database, self._in_force, credential, sent.to_json(), False)
        if answer["outcome"] != "published":
            raise RuntimeError(f"{agency.agency}: {str(answer)[:2_000]}")
        agency.revision, agency.hotspots = answer["receipt"]["revision"], after
        return dict(answer["receipt"])

    def _new_point(self, agency: PlanningAgency) -> Hotspot:
        office = agency.offices[agency.placed % len(agency.offices)]
        row, column = divmod(agency.placed // len(agency.offices) % _SIDE**2, _SIDE)
        agency.placed += 1
        lon, lat = (value + step * _STEP_DEG for value, step in zip(office.position, (row, column)))
        return hotspot_at(
            office,
            hotspot_id=str(uuid.UUID(int=self._chance.getrandbits(128), version=4)),
            position=LonLat(lon, lat),
            name=f"Titik {agency.placed}",
            funding_source_id=agency.source,
        )

    def _further(self, hotspot: Hotspot) -> Hotspot:
        """Return the hotspot one step further in its life, or renamed where it has come to rest."""
        stage = _STATUSES.index(hotspot.status or _STATUSES[0])
        if stage + 1 == len(_STATUSES):
            return replace(hotspot, name=f"{hotspot.name} {self._chance.randrange(100)}"[:100])
        return replace(hotspot, status=_STATUSES[stage + 1], **_ENTERED)  # type: ignore[arg-type]
