# SPDX-License-Identifier: GPL-2.0-or-later
"""Sign-in: HTTP Basic with account and token, Bearer with the token, or a trusted proxy's word."""

from __future__ import annotations

import ipaddress
import time
from collections import deque
from typing import Callable

from flask import Response, g, jsonify, request
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth, MultiAuth
from psycopg.errors import InsufficientPrivilege
from werkzeug.exceptions import Forbidden, TooManyRequests

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.server.accounts import (
    BY_PROXY,
    BY_TOKEN,
    Account,
    Credential,
    account_of,
    digest_of,
)
from village_internet_plugin.server.database import Database
from village_internet_plugin.server.logs import log_event
from village_internet_plugin.server.refusals import said
from village_internet_plugin.server.settings import UNIX_SOCKET, Settings

REALM = "Village Internet"
NOT_SIGNED_IN = Words(
    "Sign in with your account and its token; if you did, the token is mistyped, expired or "
    "revoked.",
    "Masuk dengan akun dan tokennya; bila sudah, token itu salah ketik, kedaluwarsa, atau dicabut.",
)
_TOO_MANY = Words(
    "Too many failed sign-ins; wait a minute, then try again.",
    "Terlalu banyak kegagalan masuk; tunggu satu menit, lalu coba lagi.",
)
_PROXY_NOT_TRUSTED = (
    "This server's database takes no proxy's word for who somebody is; its administrator allows "
    "that with trust-proxy on."
)


class Failures:
    """Failed sign-ins of one worker, counted under a key.

    A token has 256 random bits and cannot be guessed: this keeps a broken client from filling the
    log and the database's time, and needs no memory shared between workers.
    """

    LIMIT = 10
    WINDOW_S = 60.0
    MOST_KEYS = 10_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with none; `clock` gives seconds."""
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def too_many(self, key: str) -> bool:
        """Tell whether LIMIT failures or more lie within the last WINDOW_S seconds."""
        return self._count(key) >= self.LIMIT

    def add(self, key: str) -> bool:
        """Remember one failure; the oldest key gives way when there are too many.

        Return whether it is the first one within the last WINDOW_S seconds.
        """
        is_first = self._count(key) == 0
        if key not in self._times and len(self._times) >= self.MOST_KEYS:
            del self._times[next(iter(self._times))]
        self._times.setdefault(key, deque(maxlen=self.LIMIT)).append(self._clock())
        return is_first

    def _count(self, key: str) -> int:
        times = self._times.get(key)
        if times is None:
            return 0
        while times and times[0] <= self._clock() - self.WINDOW_S:
            times.popleft()
        if not times:
            del self._times[key]
        return len(times)


class SignIn:
    """Tells which account a request comes from.

    Two limits slow down who fails: a wrong credential is looked up ten times a minute, and from an
    address that has shown ten different wrong ones every further wrong one is told so (429). The
    right one gets in whatever came before it from the same address: an agency's whole office, or
    everybody behind one proxy, can share it.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        """Accept tokens of the accounts in `database`."""
        self._database = database
        self._settings = settings
        self._failures_of_credentials = Failures()
        self._failures_of_addresses = Failures()
        basic, bearer = HTTPBasicAuth(realm=REALM), HTTPTokenAuth("Bearer", realm=REALM)
        basic.verify_password(self._of_account_and_token)
        bearer.verify_token(self._of_token)
        basic.error_handler(_refusal)
        bearer.error_handler(_refusal)
        self._either = MultiAuth(basic, bearer)
        # Flask-HTTPAuth guards a view; this "view" only notes who passed.
        self._guard: Callable[[], Response | None] = self._either.login_required(self._note)

    def is_asked_for(self) -> bool:
        """Tell whether the request shows a credential, right or wrong."""
        return "Authorization" in request.headers or self._name_by_proxy() is not None

    def demand(self) -> Response | None:
        """Set `flask.g.account` and `g.credential`, or return the refusal (401); 429 after many."""
        name = self._name_by_proxy()
        if name is not None:
            g.account = self._of_proxy(name)
            if g.account is not None:
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
        address = _network_of(request.remote_addr or "")
        key = f"{address} {name}:{digest_of(token).hex()}"
        if self._failures_of_credentials.too_many(key):
            raise _too_many()
        credential = Credential(BY_TOKEN, token)
        account = self._database.transaction(lambda opened: account_of(opened, credential))
        if account is None or (name and account.name != name):
            if self._failures_of_addresses.too_many(address):
                raise _too_many()
            if self._failures_of_credentials.add(key):
                self._failures_of_addresses.add(address)
            return None
        g.credential = credential
        return account

    def _name_by_proxy(self) -> str | None:
        """Return the account named by the one trusted proxy; nobody else's header is read."""
        trusted = self._settings.proxy_address
        if not trusted or _peer() != trusted:
            return None
        return request.headers.get(self._settings.proxy_user_header) or None

    def _of_proxy(self, name: str) -> Account | None:
        g.credential = Credential(BY_PROXY, name)
        try:
            return self._database.transaction(lambda opened: account_of(opened, g.credential))
        except InsufficientPrivilege:
            log_event("proxy_not_trusted")
            raise Forbidden(_PROXY_NOT_TRUSTED) from None


def signed_out() -> Response:
    """Return the refusal of a credential that was good a moment ago."""
    return _refusal(401)


def _peer() -> str:
    """Return the address of whoever is connected to us, which no header can change."""
    before_forwarding = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    return str(before_forwarding.get("REMOTE_ADDR") or UNIX_SOCKET)


def _network_of(address: str) -> str:
    """Return what counts as one address: of IPv6 the 64 bits that a provider hands out whole."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False))


def _too_many() -> TooManyRequests:
    return TooManyRequests(said(_TOO_MANY), retry_after=round(Failures.WINDOW_S))


def _refusal(status: int) -> Response:
    response = jsonify(code="Unauthorized", description=said(NOT_SIGNED_IN))
    response.status_code = status
    response.headers.setdefault("WWW-Authenticate", f'Basic realm="{REALM}"')
    return response
