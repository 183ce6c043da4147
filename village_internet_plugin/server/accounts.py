# SPDX-License-Identifier: GPL-2.0-or-later
"""Agencies, the accounts that sign in for them, and the accounts' tokens.

Signing in and acting go through functions of the database (migration 0007): the web's own login
may read neither accounts nor tokens, and may write only in a transaction that acts for one.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from psycopg.errors import UniqueViolation

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import agency_key
from village_internet_plugin.server.database import Connection

READER, PLANNER, STEWARD, ADMINISTRATOR = "reader", "planner", "steward", "administrator"
ROLES = (READER, PLANNER, STEWARD, ADMINISTRATOR)
"""From the least to the most; each may do what those before it may."""

_TOKEN_BYTES = 32
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_SHOWN = re.compile(r"[ -~]{1,200}")
"""What can be a token at all; nothing else is worth asking the database for."""

BY_TOKEN, BY_PROXY = "token", "proxy"


class Credential(NamedTuple):
    """What somebody shows: a token (BY_TOKEN), or a name a trusted proxy vouches for (BY_PROXY)."""

    kind: str
    word: str


class AccountLine(NamedTuple):
    """An account as an administrator sees it.

    `tokens` counts those that are good now; `expires_at` is when the last of them ends, None
    without any. A date in `revoked_at` means that nobody gets in by this account.
    """

    account: str
    agency: str
    role: str
    made_at: datetime
    revoked_at: datetime | None
    tokens: int
    expires_at: datetime | None


class TokenLine(NamedTuple):
    """A token as an administrator sees it: everything but the token."""

    token_id: int
    purpose: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


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
        """Tell whether `agency` is the account's own, or any when it is an administrator's.

        What its role may do there, `may` tells.
        """
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
    """Enter an account and return its first token, which is good for `days` and not kept.

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
    try:
        connection.execute(
            "INSERT INTO village_internet.accounts (account, agency, role) VALUES (%s, %s, %s)",
            (name, registered, role),
        )
    except UniqueViolation as error:
        raise InputError(f'There is an account "{name}" already.') from error
    return new_token(connection, name, days)


def new_token(
    connection: Connection, name: str, days: int, purpose: str = "", only: bool = False
) -> str:
    """Return a further token of an account, good for `days` and not kept.

    With `only` the account's other tokens end now. An account that was revoked is in use again,
    by this token alone. Raises InputError when there is no such account.
    """
    known = connection.execute(
        "UPDATE village_internet.accounts SET revoked_at = NULL WHERE account = %s", (name,)
    )
    if known.rowcount == 0:
        raise _no_account(name)
    if only:
        _revoke_tokens(connection, name)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = datetime.now(timezone.utc) + timedelta(days=days)
    connection.execute(
        "INSERT INTO village_internet.tokens (account, token_sha256, purpose, expires_at)"
        " VALUES (%s, %s, %s, %s)",
        (name, digest_of(token), purpose, expires_at),
    )
    return token


def revoke_token(connection: Connection, token_id: int) -> None:
    """End one token at once; InputError when there is none of this number."""
    ended = connection.execute(
        "UPDATE village_internet.tokens SET revoked_at = coalesce(revoked_at, now())"
        " WHERE token_id = %s",
        (token_id,),
    )
    if ended.rowcount == 0:
        raise InputError(f"There is no token {token_id}; list-tokens tells an account's tokens.")


def revoke_account(connection: Connection, name: str) -> None:
    """End an account and all its tokens at once; InputError when there is none of this name."""
    ended = connection.execute(
        "UPDATE village_internet.accounts SET revoked_at = coalesce(revoked_at, now())"
        " WHERE account = %s",
        (name,),
    )
    if ended.rowcount == 0:
        raise _no_account(name)
    _revoke_tokens(connection, name)


def set_role(connection: Connection, name: str, role: str) -> None:
    """Give an account another of ROLES, at once; InputError when there is none of this name."""
    changed = connection.execute(
        "UPDATE village_internet.accounts SET role = %s WHERE account = %s", (role, name)
    )
    if changed.rowcount == 0:
        raise _no_account(name)


def list_agencies(connection: Connection) -> list[str]:
    """Return the names of all agencies."""
    rows = connection.execute("SELECT agency FROM village_internet.agencies ORDER BY agency")
    return [agency for (agency,) in rows]


def list_accounts(connection: Connection) -> list[AccountLine]:
    """Return all accounts, by name."""
    rows = connection.execute(
        "SELECT one.account, agency, role, one.made_at, one.revoked_at, count(token_id),"
        " max(expires_at) FROM village_internet.accounts AS one"
        " LEFT JOIN village_internet.tokens ON tokens.account = one.account"
        " AND tokens.revoked_at IS NULL AND expires_at > now()"
        " GROUP BY one.account ORDER BY one.account"
    ).fetchall()
    return [AccountLine(*row) for row in rows]


def list_tokens(connection: Connection, name: str) -> list[TokenLine]:
    """Return an account's tokens, the oldest first; InputError when there is no such account."""
    rows = connection.execute(
        "SELECT token_id, purpose, made_at, expires_at, revoked_at FROM village_internet.tokens"
        " WHERE account = %s ORDER BY token_id",
        (name,),
    ).fetchall()
    if not rows and not _is_known(connection, name):
        raise _no_account(name)
    return [TokenLine(*row) for row in rows]


def trust_proxy(connection: Connection, trusted: bool) -> None:
    """Let the web's login take a proxy's word for who somebody is, or stop that."""
    verb, direction = (b"GRANT", b"TO") if trusted else (b"REVOKE", b"FROM")
    connection.execute(
        verb + b" EXECUTE ON FUNCTION village_internet.account_by_proxy,"
        b" village_internet.act_by_proxy " + direction + b" village_internet_writer"
    )


def account_of(connection: Connection, credential: Credential) -> Account | None:
    """Return the account a credential belongs to, or None: unknown, expired or revoked.

    Raises psycopg's InsufficientPrivilege for a proxy's word where `trust_proxy` was never said.
    """
    return _found(connection, credential, "account_by")


def act_as(connection: Connection, credential: Credential) -> Account | None:
    """Return the account as `account_of` does, and let this transaction write as it may."""
    return _found(connection, credential, "act_by")


def digest_of(token: str) -> bytes:
    """Return the hash under which a token is known; the token itself is kept nowhere."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


_FIND = {
    ("account_by", BY_TOKEN): "SELECT * FROM village_internet.account_by_token(%s)",
    ("account_by", BY_PROXY): "SELECT * FROM village_internet.account_by_proxy(%s)",
    ("act_by", BY_TOKEN): "SELECT * FROM village_internet.act_by_token(%s)",
    ("act_by", BY_PROXY): "SELECT * FROM village_internet.act_by_proxy(%s)",
}


def _found(connection: Connection, credential: Credential, how: str) -> Account | None:
    plausible = _SHOWN if credential.kind == BY_TOKEN else _NAME
    if not plausible.fullmatch(credential.word):
        return None
    row = connection.execute(_FIND[how, credential.kind], (credential.word,)).fetchone()
    return None if row is None else Account(*row)


def _revoke_tokens(connection: Connection, name: str) -> None:
    connection.execute(
        "UPDATE village_internet.tokens SET revoked_at = now()"
        " WHERE account = %s AND revoked_at IS NULL",
        (name,),
    )


def _is_known(connection: Connection, name: str) -> bool:
    found = connection.execute(
        "SELECT FROM village_internet.accounts WHERE account = %s", (name,)
    ).fetchone()
    return found is not None


def _no_account(name: str) -> InputError:
    return InputError(f'There is no account "{name}".')
