# SPDX-License-Identifier: GPL-2.0-or-later
"""The WSGI application: pygeoapi behind our sign-in, roles, limits and sentences.

    gunicorn 'village_internet_plugin.server.application:make_application()'

Every route of pygeoapi is guarded; `/health` and the pages' style answer to anybody, a collection
once it was opened to everybody. Reading is by GET, writing by a process: nothing else gets through.
"""

from __future__ import annotations

import errno
import gc
import time

import psycopg
from flask import Flask, Response, current_app, g, jsonify, request
from psycopg.errors import DiskFull, ReadOnlySqlTransaction
from psycopg_pool import PoolTimeout
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
)
from werkzeug.middleware.proxy_fix import ProxyFix

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server.accounts import PLANNER, READER
from village_internet_plugin.server.database import LostRace
from village_internet_plugin.server.health import health, health_details
from village_internet_plugin.server.logs import log_event, log_fault, start_logging
from village_internet_plugin.server.pages import add_pages, page_headers
from village_internet_plugin.server.publishing import SignedOut
from village_internet_plugin.server.query_guard import add_error_handlers, bad_query
from village_internet_plugin.server.reading import OpenCollections
from village_internet_plugin.server.refusals import said, speak_to_people
from village_internet_plugin.server.request_body import ProcessRequest, too_large
from village_internet_plugin.server.request_number import new_number
from village_internet_plugin.server.sign_in import SignIn, signed_out
from village_internet_plugin.server.strangers import hide_from_strangers
from village_internet_plugin.server.worker import worker

HEALTH = "/health"
HEALTH_DETAILS = "/health/details"
_ROLE_OF_PROCESS = {"publish-plan": PLANNER}
"""The least role a process asks for; those not named here are for every reader."""
_PROCESSES = frozenset(
    {"publish-plan", "changes-since", "reference", "rule-set", "plan-at-revision", "history"}
)

_READ_WITH_GET = Words(
    "This server is read with GET; the one way to write is the process publish-plan.",
    "Server ini dibaca dengan GET; satu-satunya cara menulis adalah proses publish-plan.",
)
_NOT_FOR_YOU = Words(
    "Your account is a {role}; {process} is for those who are at least {least}. Ask your agency's "
    "administrator.",
    "Akun Anda adalah {role}; {process} adalah untuk yang sekurang-kurangnya {least}. Hubungi "
    "administrator instansi Anda.",
)
_NOT_FOUND = Words(
    "There is nothing at this address; / and /openapi tell what there is.",
    "Tidak ada apa pun di alamat ini; / dan /openapi menyebutkan apa yang ada.",
)
_DATABASE_AWAY = Words(
    "The server's database does not answer just now. Send the same again: a revision is stored "
    "once, however often it is sent.",
    "Basis data server sedang tidak menjawab. Kirim hal yang sama sekali lagi: revisi disimpan "
    "satu kali, berapa kali pun dikirim.",
)
_DISK_FULL = Words(
    "The server's disk is full; nothing was stored. Tell its administrator, and send the same "
    "again when there is room.",
    "Diska server penuh; tidak ada yang disimpan. Beri tahu administratornya, dan kirim lagi bila "
    "sudah ada ruang.",
)
_OUR_FAULT = Words(
    "The server failed; a revision is stored whole or not at all. Tell its administrator the "
    "number of this request, {number}, and send it again to learn which.",
    "Server gagal; revisi disimpan utuh atau tidak sama sekali. Sampaikan nomor permintaan ini, "
    "{number}, kepada administratornya, dan kirim lagi untuk mengetahui yang mana.",
)
_STATIC = "static"
"""Style sheets, scripts and pictures of the pages: the page of a refusal needs them too."""
_OPEN_WITH_ANY = frozenset({"pygeoapi.landing_page", "pygeoapi.conformance", "pygeoapi.openapi"})
"""What a stranger needs to find his way, once any collection is open."""
_OF_A_COLLECTION = frozenset(
    {
        "pygeoapi.collections",
        "pygeoapi.collection_schema",
        "pygeoapi.collection_queryables",
        "pygeoapi.collection_items",
    }
)
"""What a stranger may read of a collection that is open."""


def make_application() -> Flask:
    """Return pygeoapi's application with our guards on it; settings come from the environment."""
    # pygeoapi reads its configuration (PYGEOAPI_CONFIG) while it is imported.
    from pygeoapi.flask_app import APP, api_

    start_logging()
    here = worker()
    application: Flask = APP
    application.request_class = ProcessRequest
    application.config["MAX_CONTENT_LENGTH"] = here.settings.max_body_bytes
    if here.settings.behind_proxy:
        # Who is at the other end of the proxy, for the limits on failed sign-ins, and that links
        # begin with https. Who may be believed as a proxy, SignIn decides by the peer itself.
        application.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            application.wsgi_app, x_for=1, x_proto=1
        )
    gate = Gate(SignIn(here.database, here.settings), OpenCollections(here.database))
    application.before_request(gate.admit)
    application.after_request(finish)
    application.teardown_request(collect_garbage_again)
    application.add_url_rule(HEALTH, view_func=health)
    application.add_url_rule(
        HEALTH_DETAILS, "health_details", lambda: health_details(g.get("account"))
    )
    speak_to_people(api_)
    hide_from_strangers(lambda: g.get("opened_to_all"))
    add_pages(application)
    add_error_handlers(application)
    add_failures(application)
    return application


def add_failures(application: Flask) -> None:
    """Have every failure told in a sentence; Flask takes the handler of the nearest class."""
    application.register_error_handler(HTTPException, tell)
    application.register_error_handler(SignedOut, lambda _: signed_out())
    application.register_error_handler(DiskFull, disk_full)
    application.register_error_handler(OSError, no_room_or_fault)
    application.register_error_handler(psycopg.OperationalError, database_away)
    application.register_error_handler(PoolTimeout, database_away)
    # A replica, which only reads, stands where the database should.
    application.register_error_handler(ReadOnlySqlTransaction, database_away)
    application.register_error_handler(LostRace, database_away)
    application.register_error_handler(Exception, our_fault)


class Gate:
    """Lets requests through to pygeoapi, or answers for it: method, sign-in, role, then body."""

    def __init__(self, sign_in: SignIn, opened: OpenCollections) -> None:
        """Ask `sign_in` who it is, and `opened` what a stranger may read."""
        self._sign_in = sign_in
        self._opened = opened

    def admit(self) -> Response | None:
        """Return nothing for a request that may pass, and set `flask.g.account` and `g.inputs`.

        The account of a stranger who reads what is open is None.
        """
        g.started = time.monotonic()
        g.request_number = new_number()
        # A large plan is millions of small objects, none of them garbage yet: looking through them
        # again and again took a third of the time of a publish. A worker runs one request at once.
        gc.disable()
        if request.path == HEALTH:
            return None
        process = _process_to_run()
        if process is None and request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed(
                ["GET", "HEAD"],
                said(_READ_WITH_GET),
            )
        if process is None and not self._sign_in.is_asked_for() and self._is_open_to_all():
            g.account = None
            if request.endpoint != _STATIC:
                g.opened_to_all = self._opened.names()
        else:
            refusal = self._sign_in.demand()
            if refusal is not None:
                return refusal
        sentence = bad_query(request.args, request.path)
        if sentence is not None:
            raise BadRequest(said(sentence))
        if process is not None:
            _require_role(process)
            if isinstance(request, ProcessRequest):
                g.inputs = request.take_inputs(worker().settings.max_body_bytes)
        return None

    def _is_open_to_all(self) -> bool:
        """Tell whether somebody who does not sign in may see this."""
        if request.endpoint == _STATIC:
            return True
        if request.endpoint in _OPEN_WITH_ANY:
            return self._opened.any_open()
        if request.endpoint not in _OF_A_COLLECTION:
            return False
        collection = (request.view_args or {}).get("collection_id")
        return self._opened.any_open() if collection is None else self._opened.is_open(collection)


def finish(response: Response) -> Response:
    """Forbid guessing and keeping what was for one account, and note the request."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    account, number = g.get("account"), g.get("request_number")
    if number:
        response.headers["X-Request-Id"] = number
    if account is not None:
        response.headers["X-Village-Internet-Version"] = VERSION
    if request.path != HEALTH:
        log_event(
            "request",
            request_id=number,
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            process=_known_process(),
            status=response.status_code,
            outcome=g.get("outcome"),
            reason=g.get("reason"),
            agency=account.agency if account else None,
            role=account.role if account else None,
            bytes_in=request.content_length,
            milliseconds=round((time.monotonic() - g.started) * 1000),
        )
    page_headers(response)
    return response


def collect_garbage_again(_: BaseException | None) -> None:
    """End what `Gate.admit` began: the request's objects are gone now."""
    gc.enable()


def tell(error: HTTPException) -> Response:
    """Answer an HTTP error in pygeoapi's shape, with its sentence."""
    limit_bytes = current_app.config["MAX_CONTENT_LENGTH"]
    if isinstance(error, RequestEntityTooLarge) and limit_bytes:
        # Also where a body was announced too large and never read, which Flask tells in its words.
        error = too_large(limit_bytes)
    elif isinstance(error, NotFound) and error.description == NotFound.description:
        error.description = said(_NOT_FOUND)
    response = error.get_response()
    told = jsonify(code=error.name.replace(" ", ""), description=error.description)
    told.status_code = response.status_code
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told


def database_away(error: Exception) -> tuple[Response, int, dict[str, str]]:
    """Answer 503: the same request may be sent again, even if the commit went through."""
    log_fault("database_away", error, request_id=g.get("request_number"))
    return (
        jsonify(code="ServiceUnavailable", description=said(_DATABASE_AWAY)),
        503,
        {"Retry-After": "5"},
    )


def disk_full(error: Exception) -> tuple[Response, int, dict[str, str]]:
    """Answer 507: nothing was stored, and nothing will be before there is room again."""
    log_fault("disk_full", error, request_id=g.get("request_number"))
    return (
        jsonify(code="InsufficientStorage", description=said(_DISK_FULL)),
        507,
        {"Retry-After": "60"},
    )


def no_room_or_fault(error: OSError) -> tuple[Response, int] | tuple[Response, int, dict[str, str]]:
    """Answer for a file of ours that could not be written: 507 for want of room, else 500."""
    return disk_full(error) if error.errno == errno.ENOSPC else our_fault(error)


def our_fault(error: Exception) -> tuple[Response, int]:
    """Answer 500 and say no more than what it means; the log names the place in the code."""
    number = g.get("request_number")
    log_fault("fault", error, request_id=number)
    return jsonify(code="InternalServerError", description=said(_OUR_FAULT, number=number)), 500


def _require_role(process: str) -> None:
    least = _ROLE_OF_PROCESS.get(process, READER)
    if not g.account.may(least):
        raise Forbidden(said(_NOT_FOR_YOU, role=g.account.role, process=process, least=least))


def _known_process() -> str | None:
    """Return the process that is asked for; what else somebody wrote in its place is not logged."""
    named = (request.view_args or {}).get("process_id")
    return named if named in _PROCESSES else None


def _process_to_run() -> str | None:
    if request.method == "POST" and request.endpoint == "pygeoapi.execute_process_jobs":
        return str((request.view_args or {})["process_id"])
    return None
