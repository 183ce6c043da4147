# SPDX-License-Identifier: GPL-2.0-or-later
"""The WSGI application: pygeoapi behind our sign-in, roles, limits and sentences.

    gunicorn village_internet_plugin.server.application:APP

Every route of pygeoapi is guarded; `/health` alone answers to anybody. Reading is by GET, writing
by a process: nothing else gets through.
"""

from __future__ import annotations

import time

import psycopg
from flask import Response, g, jsonify, request
from psycopg_pool import PoolTimeout
from pygeoapi.flask_app import APP
from werkzeug.exceptions import Forbidden, HTTPException, MethodNotAllowed

from village_internet_plugin.server.accounts import PLANNER, READER
from village_internet_plugin.server.logs import log_event, log_fault, start_logging
from village_internet_plugin.server.request_body import ProcessRequest
from village_internet_plugin.server.sign_in import SignIn
from village_internet_plugin.server.worker import worker

HEALTH = "/health"
_ROLE_OF_PROCESS = {"publish-plan": PLANNER}
"""The least role a process asks for; those not named here are for every reader."""

start_logging()
_WORKER = worker()
_SIGN_IN = SignIn(_WORKER.database, _WORKER.settings)
APP.request_class = ProcessRequest
APP.config["MAX_CONTENT_LENGTH"] = _WORKER.settings.max_body_bytes


@APP.before_request
def admit() -> Response | None:
    """Let a request through to pygeoapi, or answer for it: method, sign-in, role, then body."""
    g.started = time.monotonic()
    if request.path == HEALTH:
        return None
    process = _process_to_run()
    if process is None and request.method not in ("GET", "HEAD"):
        raise MethodNotAllowed(
            ["GET", "HEAD"],
            "This server is read with GET; the one way to write is the process publish-plan.",
        )
    refusal = _SIGN_IN.demand()
    if refusal is not None:
        return refusal
    if process is not None:
        least = _ROLE_OF_PROCESS.get(process, READER)
        if not g.account.may(least):
            raise Forbidden(
                f"Your account is a {g.account.role}; {process} is for those who are at least "
                f"{least}. Ask your agency's administrator."
            )
        g.inputs = request.take_inputs(_WORKER.settings.max_body_bytes)  # type: ignore[attr-defined]
    return None


@APP.get(HEALTH)
def health() -> Response:
    """Say that the worker and its database answer; 503 when the database does not."""
    _WORKER.database.transaction(lambda connection: connection.execute("SELECT 1").fetchone())
    return jsonify(status="ok")


@APP.after_request
def finish(response: Response) -> Response:
    """Forbid guessing and keeping what was for one account, and note the request."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    if request.path != HEALTH:
        account = g.get("account")
        log_event(
            "request",
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            process=(request.view_args or {}).get("process_id"),
            status=response.status_code,
            outcome=g.get("outcome"),
            agency=account.agency if account else None,
            role=account.role if account else None,
            milliseconds=round((time.monotonic() - g.started) * 1000),
        )
    return response


@APP.errorhandler(HTTPException)
def tell(error: HTTPException) -> Response:
    """Answer an HTTP error in pygeoapi's shape, with its sentence."""
    response = error.get_response()
    told = jsonify(code=error.name.replace(" ", ""), description=error.description)
    told.status_code = response.status_code
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told


@APP.errorhandler(psycopg.OperationalError)
@APP.errorhandler(PoolTimeout)
def database_away(error: Exception) -> tuple[Response, int, dict[str, str]]:
    """Answer 503: nothing was stored, and the same request may be sent again."""
    log_fault("database_away", error)
    sentence = "The server's database does not answer just now; nothing was changed. Try again."
    return jsonify(code="ServiceUnavailable", description=sentence), 503, {"Retry-After": "5"}


@APP.errorhandler(Exception)
def our_fault(error: Exception) -> tuple[Response, int]:
    """Answer 500 and say no more than what it means; the log names the place in the code."""
    log_fault("fault", error)
    sentence = "The server failed; nothing was changed. Tell its administrator when this was."
    return jsonify(code="InternalServerError", description=sentence), 500


def _process_to_run() -> str | None:
    if request.method == "POST" and request.endpoint == "pygeoapi.execute_process_jobs":
        return str((request.view_args or {})["process_id"])
    return None
