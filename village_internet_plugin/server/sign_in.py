# SPDX-License-Identifier: GPL-2.0-or-later
"""Sign-in: HTTP Basic with account and token, Bearer with the token, or a trusted proxy's word."""

from __future__ import annotations

import time
from collections import deque
from typing import Callable

from flask import Response, g, jsonify, request
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth, MultiAuth
from werkzeug.exceptions import TooManyRequests

from village_internet_plugin.server.accounts import (
    Account,
    account_of_name,
    account_of_token,
    digest_of,
)
from village_internet_plugin.server.database import Database
from village_internet_plugin.server.settings import Settings

REALM = "Village Internet"
NOT_SIGNED_IN = (
    "Sign in with your account and its token; if you did, the token is mistyped, expired or "
    "revoked."
)


class Failures:
    """Failed sign-ins of one worker, by address and by the credentials that failed.

    A token has 256 random bits and cannot be guessed: this keeps a broken client from filling the
    log and the database's time, and needs no memory shared between workers. Behind a proxy all
    clients have one address, so wrong credentials never lock out the right ones.
    """

    LIMIT = 10
    WINDOW_S = 60.0
    MOST_KEYS = 10_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with none; `clock` gives seconds."""
        self._clock = clock
        self._times: dict[tuple[str, str], deque[float]] = {}

    def too_many(self, key: tuple[str, str]) -> bool:
        """Tell whether LIMIT failures or more lie within the last WINDOW_S seconds."""
        times = self._times.get(key)
        if times is None:
            return False
        while times and times[0] <= self._clock() - self.WINDOW_S:
            times.popleft()
        if not times:
            del self._times[key]
        return len(times) >= self.LIMIT

    def add(self, key: tuple[str, str]) -> None:
        """Remember one failure; the oldest key gives way when there are too many."""
        if key not in self._times and len(self._times) >= self.MOST_KEYS:
            del self._times[next(iter(self._times))]
        self._times.setdefault(key, deque(maxlen=self.LIMIT)).append(self._clock())


class SignIn:
    """Tells which account a request comes from."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Accept tokens of the accounts in `database`."""
        self._database = database
        self._settings = settings
        self._failures = Failures()
        basic, bearer = HTTPBasicAuth(realm=REALM), HTTPTokenAuth("Bearer", realm=REALM)
        basic.verify_password(self._of_account_and_token)
        bearer.verify_token(self._of_token)
        basic.error_handler(_refusal)
        bearer.error_handler(_refusal)
        self._either = MultiAuth(basic, bearer)
        # Flask-HTTPAuth guards a view; this "view" only notes who passed.
        self._guard: Callable[[], Response | None] = self._either.login_required(self._note)

    def demand(self) -> Response | None:
        """Set `flask.g.account`, or return the refusal (401); 429 after many failures."""
        account = self._of_proxy()
        if account is not None:
            g.account = account
            return None
        return self._guard()

    def _note(self) -> None:
        g.account = self._either.current_user()

    def _of_account_and_token(self, name: str, token: str) -> Account | None:
        # An empty name would match any account's token, which is what Bearer is for.
        return self._account(name, token) if name else None

    def _of_token(self, token: str) -> Account | None:
        return self._account("", token)

    def _account(self, name: str, token: str) -> Account | None:
        if not token:
            return None
        key = (request.remote_addr or "", f"{name}:{digest_of(token).hex()}")
        if self._failures.too_many(key):
            raise TooManyRequests("Too many failed sign-ins; wait a minute, then try again.")
        account = self._database.transaction(lambda opened: account_of_token(opened, token))
        if account is None or (name and account.name != name):
            self._failures.add(key)
            return None
        return account

    def _of_proxy(self) -> Account | None:
        """Return the account named by the one trusted proxy; nobody else's header is read."""
        if not self._settings.proxy_address or request.remote_addr != self._settings.proxy_address:
            return None
        name = request.headers.get(self._settings.proxy_user_header)
        if not name:
            return None
        return self._database.transaction(lambda opened: account_of_name(opened, name))


def _refusal(status: int) -> Response:
    response = jsonify(code="Unauthorized", description=NOT_SIGNED_IN)
    response.status_code = status
    return response
