# SPDX-License-Identifier: GPL-2.0-or-later
"""What an administrator wants to know after an upgrade or a scare: is the database sound?"""

from __future__ import annotations

from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.in_force import NothingInForce, versions
from village_internet_plugin.server.migrations import pending_migrations
from village_internet_plugin.server.replay import replay_complaints

_FORBIDDEN = (
    ("village_internet_writer", "revisions", "UPDATE, DELETE, TRUNCATE"),
    *(
        ("village_internet_writer", table, "SELECT, INSERT, UPDATE, DELETE, TRUNCATE")
        for table in ("accounts", "tokens", "sealing_key", "administration")
    ),
    *(
        ("village_internet_writer", table, "INSERT, UPDATE, DELETE, TRUNCATE")
        for table in ("migrations", "rule_sets", "reference_files", "in_force", "open_collections")
    ),
    *(
        ("village_internet_reader", table, "SELECT, INSERT, UPDATE, DELETE, TRUNCATE")
        for table in ("accounts", "tokens", "sealing_key", "revisions", "hotspots", "plans")
    ),
)
"""What a role must not be able to do: role, table, any of these rights."""

_OVERRIDING = """
    SELECT role FROM unnest(ARRAY['village_internet_writer', 'village_internet_reader']) AS role
    JOIN pg_roles ON rolname = role
    WHERE rolsuper OR rolcreaterole OR rolbypassrls
        OR pg_has_role(role, 'village_internet_owner', 'MEMBER')
"""
_FOR_EVERYBODY = """
    SELECT DISTINCT proname::text
    FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
    WHERE pronamespace = 'village_internet'::regnamespace AND grantee = 0
    ORDER BY 1
"""
"""Functions that everybody may execute, and so hang on a table of his own as a trigger."""
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
        *_excess_rights(connection),
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


def _excess_rights(connection: Connection) -> list[str]:
    found = [
        f"Role {role} is a superuser, or may become the tables' owner: no right is held against it."
        for (role,) in connection.execute(_OVERRIDING)
    ]
    found += [
        f"Everybody may execute the function {name}: take the right from PUBLIC."
        for (name,) in connection.execute(_FOR_EVERYBODY)
    ]
    for role, table, rights in _FORBIDDEN:
        row = connection.execute(
            "SELECT has_table_privilege(%(role)s, %(table)s, %(rights)s)"
            " OR has_any_column_privilege(%(role)s, %(table)s, %(on_columns)s)",
            {
                "role": role,
                "table": f"village_internet.{table}",
                "rights": rights,
                "on_columns": ", ".join(set(rights.split(", ")) - {"DELETE", "TRUNCATE"})
                or "REFERENCES",
            },
        ).fetchone()
        if row and row[0]:
            found.append(f"Role {role} has more rights on {table} than it should ({rights}).")
    return found
