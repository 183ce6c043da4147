# SPDX-License-Identifier: GPL-2.0-or-later
"""What an administrator wants to know after an upgrade or a scare: is the database sound?"""

from __future__ import annotations

from village_internet_plugin.server.catalogue import catalogue_complaints, trusts_proxy
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.in_force import NothingInForce, versions
from village_internet_plugin.server.migrations import pending_migrations
from village_internet_plugin.server.replay import replay_complaints
from village_internet_plugin.server.role_checks import membership_complaints, role_complaints

_WHO_DID_IT = (
    "What these sentences tell was done by somebody with the rights of the tables' owner or of the "
    "database's administrator; a role's own settings, by whoever has its login. Find out who, and "
    "what else was done meanwhile; when in doubt, restore a backup from before."
)
_DRIFT = """
    SELECT source.funding_source_id
    FROM village_internet.funding_sources AS source
    LEFT JOIN village_internet.hotspots AS hotspot
        ON hotspot.funding_source_id = source.funding_source_id
        AND hotspot.status IS DISTINCT FROM 'replaced'
    GROUP BY source.funding_source_id
    HAVING source.used_points <> count(hotspot.hotspot_id)
        OR source.used_idr <> coalesce(sum(village_internet.cost_idr(
            hotspot.capex_idr, hotspot.opex_idr_per_month, hotspot.service_months,
            source.service_months)) FILTER (WHERE hotspot.hotspot_id IS NOT NULL), 0)
    ORDER BY 1
"""
_GAPS = """
    SELECT plan_id FROM village_internet.plans
    LEFT JOIN village_internet.revisions USING (plan_id)
    GROUP BY plan_id, head_revision
    HAVING head_revision <> count(revision_id)
    ORDER BY 1
"""


def complaints(connection: Connection, deep: bool = False) -> list[str]:
    """Return what is wrong with the database, a sentence each; nothing when it is sound.

    `deep` plays each plan's history again, which reads every revision ever published.
    """
    pending = pending_migrations(connection)
    if pending:
        return [f"Migration {pending[0].name} has not been run; run prepare."]
    return [
        *_nothing_in_force(connection),
        *_disarmed(connection),
        *(
            f'The counters of funding source "{source}" differ from its hotspots.'
            for (source,) in connection.execute(_DRIFT)
        ),
        *(
            f'The head of plan "{plan}" is not the number of its revisions.'
            for (plan,) in connection.execute(_GAPS)
        ),
        *(replay_complaints(connection) if deep else ()),
    ]


def _nothing_in_force(connection: Connection) -> list[str]:
    try:
        versions(connection)
    except NothingInForce:
        return ["No reference or no rule set is in force; run load-reference and load-rule-set."]
    return []


def is_disarmed(connection: Connection) -> bool:
    """Tell whether something that keeps the web's own login in its bounds was taken away.

    Any login of the server may ask, in some hundredths of a second; `complaints` tells what it is.
    """
    return bool(catalogue_complaints(connection, None) or role_complaints(connection))


def _disarmed(connection: Connection) -> list[str]:
    """Return what is not as the migrations made it, and what that means."""
    found = [
        *catalogue_complaints(connection, trusts_proxy(connection)),
        *role_complaints(connection),
        *membership_complaints(connection),
    ]
    return [*found, _WHO_DID_IT] if found else []
