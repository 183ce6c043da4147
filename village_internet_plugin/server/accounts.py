# SPDX-License-Identifier: GPL-2.0-or-later
"""Agencies, and the accounts that sign in for them with generated tokens."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from psycopg.errors import UniqueViolation

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import agency_key
from village_internet_plugin.server.database import Connection

READER, PLANNER, STEWARD, ADMINISTRATOR = "reader", "planner", "steward", "administrator"
ROLES = (READER, PLANNER, STEWARD, ADMINISTRATOR)
"""From the least to the most; each may do what those before it may."""

_TOKEN_BYTES = 32
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True)
class Account:
    """Who is signed in, for which agency, in which role."""

    name: str
    agency: str
    role: str

    def may(self, role: str) -> bool:
        """Tell whether the account may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def acts_for(self, agency: str) -> bool:
        """Tell whether the account may publish for `agency`: its own, or any as administrator."""
        return self.role == ADMINISTRATOR or agency_key(agency) == agency_key(self.agency)


def add_agency(connection: Connection, agency: str) -> None:
    """Enter an agency; InputError when its name is blank or (but for case and spaces) taken."""
    name = " ".join(agency.split())
    if not name:
        raise InputError("An agency needs a name.")
    try:
        connection.execute(
            "INSERT INTO village_internet.agencies (agency, agency_key) VALUES (%s, %s)",
            (name, agency_key(name)),
        )
    except UniqueViolation as error:
        raise InputError(f'There is an agency "{name}" already.') from error


def registered_agency(connection: Connection, agency: str) -> str | None:
    """Return the agency's name as it was entered, or None when there is no such agency."""
    row = connection.execute(
        "SELECT agency FROM village_internet.agencies WHERE agency_key = %s", (agency_key(agency),)
    ).fetchone()
    return row[0] if row else None


def add_account(connection: Connection, name: str, agency: str, role: str, days: int) -> str:
    """Enter an account that is good for `days` and return its token, which is not kept.

    Raises InputError for a name that cannot be one or is taken, and for an unknown agency.
    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f'"{name}" cannot be an account: use 1 to 64 letters, digits and . _ @ - (no colon, '
            "which HTTP Basic sign-in keeps for itself)."
        )
    registered = registered_agency(connection, agency)
    if registered is None:
        raise InputError(f'There is no agency "{agency}"; enter it first with add-agency.')
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = datetime.now(timezone.utc) + timedelta(days=days)
    try:
        connection.execute(
            "INSERT INTO village_internet.accounts"
            " (account, agency, role, token_sha256, expires_at) VALUES (%s, %s, %s, %s, %s)",
            (name, registered, role, digest_of(token), expires_at),
        )
    except UniqueViolation as error:
        raise InputError(f'There is an account "{name}" already.') from error
    return token


def revoke_account(connection: Connection, name: str) -> None:
    """End an account at once; InputError when there is none of this name."""
    ended = connection.execute(
        "UPDATE village_internet.accounts SET revoked_at = coalesce(revoked_at, now())"
        " WHERE account = %s",
        (name,),
    )
    if ended.rowcount == 0:
        raise InputError(f'There is no account "{name}".')


def account_of_token(connection: Connection, token: str) -> Account | None:
    """Return the account a token belongs to, or None: unknown, expired or revoked."""
    return _account(
        connection.execute(
            "SELECT account, agency, role FROM village_internet.accounts"
            " WHERE token_sha256 = %s AND revoked_at IS NULL AND expires_at > now()",
            (digest_of(token),),
        ).fetchone()
    )


def account_of_name(connection: Connection, name: str) -> Account | None:
    """Return the account a trusted proxy signed in by its name, or None when it is not in use."""
    return _account(
        connection.execute(
            "SELECT account, agency, role FROM village_internet.accounts"
            " WHERE account = %s AND revoked_at IS NULL AND expires_at > now()",
            (name,),
        ).fetchone()
    )


def _account(row: tuple[str, str, str] | None) -> Account | None:
    return None if row is None else Account(*row)


def digest_of(token: str) -> bytes:
    """Return the hash under which a token is known; the token itself is kept nowhere."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
