# SPDX-License-Identifier: GPL-2.0-or-later
"""Are the database's roles what they were made, or did one become more than that?

The roles belong to the whole cluster: whoever administers it can change them, and no backup holds
them. What the owner of a role's password can change by himself, its own settings, is told as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.roles import OWNER, READER, SETTINGS, WRITER

_ROLES = [OWNER, WRITER, READER]
_HARMLESS = frozenset(
    {
        *("work_mem", "maintenance_work_mem", "temp_buffers", "effective_cache_size", "jit"),
        *("random_page_cost", "seq_page_cost", "application_name", "timezone", "lc_messages"),
    }
)
"""Settings an administrator may give our roles as he likes: they change how quick, not what."""
_DISARMING = frozenset(
    {
        *("session_replication_role", "row_security", "search_path", "role"),
        *("session_authorization", "local_preload_libraries", "session_preload_libraries"),
    }
)
"""Settings that would change for everybody what triggers, policies and names mean."""

_ATTRIBUTES = """
    SELECT rolname, word FROM pg_roles, LATERAL (VALUES
        (rolsuper, 'SUPERUSER'), (rolcreaterole, 'CREATEROLE'), (rolcreatedb, 'CREATEDB'),
        (rolreplication, 'REPLICATION'), (rolbypassrls, 'BYPASSRLS'),
        (rolcanlogin AND rolname = 'village_internet_owner', 'LOGIN')
    ) AS attributes (has, word)
    WHERE rolname = ANY(%s) AND has ORDER BY rolname, word
"""
_MEMBER_OF = """
    SELECT member::regrole::text, roleid::regrole::text FROM pg_auth_members
    WHERE member IN (SELECT oid FROM pg_roles WHERE rolname = ANY(%s)) ORDER BY 1, 2
"""
_MAY_CREATE = """
    SELECT role, place FROM unnest(%s::text[]) AS role, LATERAL (VALUES
        ('SCHEMA public', has_schema_privilege(role, 'public', 'CREATE')),
        (format('DATABASE %%I', current_database()),
            has_database_privilege(role, current_database(), 'CREATE'))
    ) AS places (place, may) WHERE may
"""
_SETTINGS = """
    SELECT coalesce(rolname, ''), setdatabase <> 0, split_part(setting, '=', 1),
        substr(setting, strpos(setting, '=') + 1)
    FROM pg_db_role_setting LEFT JOIN pg_roles ON pg_roles.oid = setrole,
        unnest(setconfig) AS setting
    WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND (setrole = 0 OR rolname = ANY(%s))
    ORDER BY 1, 2, 3
"""
_SERVER_WIDE = "SELECT name, reset_val FROM pg_settings WHERE name = ANY(%s)"
_MEMBERS = """
    SELECT member.rolname, granted.rolname FROM pg_auth_members
    JOIN pg_roles AS member ON member.oid = pg_auth_members.member
    JOIN pg_roles AS granted ON granted.oid = pg_auth_members.roleid
    WHERE granted.rolname IN ('village_internet_owner', 'village_internet_writer')
        AND NOT member.rolsuper AND member.rolname <> session_user
        AND NOT pg_has_role(member.oid,
            (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER')
    ORDER BY 1, 2
"""
_WITHOUT_LIMIT = "SELECT FROM pg_roles WHERE rolname = %s AND rolconnlimit < 0"


def role_complaints(connection: Connection) -> list[str]:
    """Return a sentence for each thing our roles have become that they should not be."""
    return [
        *(
            f"Role {role} was made {word}: what is held against it no longer is, or not all of it; "
            f"run: ALTER ROLE {role} NO{word}."
            for role, word in connection.execute(_ATTRIBUTES, (_ROLES,))
        ),
        *(
            f"Role {role} was made a member of {group}, and may do what that may; "
            f"run: REVOKE {group} FROM {role}."
            for role, group in connection.execute(_MEMBER_OF, (_ROLES,))
        ),
        *(
            f"Role {role} may make things in {place}, by itself or as everybody may; "
            f"run: REVOKE CREATE ON {place} FROM {role}, PUBLIC."
            for role, place in connection.execute(_MAY_CREATE, ([WRITER, READER],))
        ),
        *_wrong_settings(connection),
        *_without_limit(connection),
    ]


def membership_complaints(connection: Connection) -> list[str]:
    """Return a sentence for each role that may act as the owner or as the web's own login.

    Superusers, the database's owner with who belongs to it, and whoever asks are administrators.
    """
    return [
        f"Role {member} is a member of {group} and none of this database's administrators (its "
        f"owner and who belongs to that); run: REVOKE {group} FROM {member}."
        for member, group in connection.execute(_MEMBERS)
    ]


def _without_limit(connection: Connection) -> list[str]:
    if connection.execute(_WITHOUT_LIMIT, (WRITER,)).fetchone() is None:
        return []
    return [
        f"Role {WRITER} may open any number of connections, and so keep everybody else out; "
        f"run: ALTER ROLE {WRITER} CONNECTION LIMIT 64."
    ]


def _wrong_settings(connection: Connection) -> Iterator[str]:
    missing = {(role, name): value for role, name, value in SETTINGS}
    for role, here, name, value in connection.execute(_SETTINGS, (_ROLES,)).fetchall():
        if not role:
            if name in _DISARMING:
                yield (
                    f"The setting {name} is {value!r} for everybody in this database, which can "
                    f"change what its rules mean; run: ALTER DATABASE … RESET {name}."
                )
        elif here and missing.get((role, name)) == value:
            del missing[role, name]
        elif name not in _HARMLESS and not (here and (role, name) in missing):
            where = " IN DATABASE …" if here else ""
            yield (
                f"Role {role} was given the setting {name} = {value!r}; "
                f"run: ALTER ROLE {role}{where} RESET {name}."
            )
    server_wide: dict[str, str] = dict(
        connection.execute(_SERVER_WIDE, ([name for _, name in missing],)).fetchall()
    )
    for (role, name), value in missing.items():
        # What only a superuser can give a role may stand in postgresql.conf instead.
        if not (name.startswith("log_") and server_wide.get(name) == value):
            yield (
                f"Role {role} should have the setting {name} = {value!r} in this database; "
                f"run: ALTER ROLE {role} IN DATABASE … SET {name} = '{value}'."
            )
    row = connection.execute(_SERVER_WIDE, (["session_replication_role"],)).fetchone()
    if row is not None and row[1] != "origin":
        yield (
            f"session_replication_role is {row[1]!r}, so that no trigger fires; take it out of "
            "postgresql.conf, or run: ALTER SYSTEM RESET session_replication_role."
        )
