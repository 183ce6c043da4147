# SPDX-License-Identifier: GPL-2.0-or-later
"""The WSGI application: pygeoapi behind our sign-in, roles, limits and sentences.

    gunicorn 'village_internet_plugin.server.application:make_application()'

Every route of pygeoapi is guarded; `/health` alone answers to anybody. Reading is by GET, writing
by a process: nothing else gets through.
"""

from __future__ import annotations

import gc
import time

import psycopg
from flask import Flask, Response, g, jsonify, request
from psycopg_pool import PoolTimeout
from werkzeug.exceptions import Forbidden, HTTPException, MethodNotAllowed

from village_internet_plugin.server.accounts import PLANNER, READER
from village_internet_plugin.server.database import LostRace
from village_internet_plugin.server.logs import log_event, log_fault, start_logging
from village_internet_plugin.server.request_body import ProcessRequest
from village_internet_plugin.server.sign_in import SignIn
from village_internet_plugin.server.worker import worker

HEALTH = "/health"
_ROLE_OF_PROCESS = {"publish-plan": PLANNER}
"""The least role a process asks for; those not named here are for every reader."""


def make_application() -> Flask:
    """Return pygeoapi's application with our guards on it; settings come from the environment."""
    # pygeoapi reads its configuration (PYGEOAPI_CONFIG) while it is imported.
    from pygeoapi.flask_app import APP

    start_logging()
    here = worker()
    application: Flask = APP
    application.request_class = ProcessRequest
    application.config["MAX_CONTENT_LENGTH"] = here.settings.max_body_bytes
    application.before_request(Gate(SignIn(here.database, here.settings)).admit)
    application.after_request(finish)
    application.teardown_request(collect_garbage_again)
    application.add_url_rule(HEALTH, view_func=health)
    application.register_error_handler(HTTPException, tell)
    application.register_error_handler(psycopg.OperationalError, database_away)
    application.register_error_handler(PoolTimeout, database_away)
    application.register_error_handler(LostRace, database_away)
    application.register_error_handler(Exception, our_fault)
    return application


class Gate:
    """Lets requests through to pygeoapi, or answers for it: method, sign-in, role, then body."""

    def __init__(self, sign_in: SignIn) -> None:
        """Ask `sign_in` who it is."""
        self._sign_in = sign_in

    def admit(self) -> Response | None:
        """Return nothing for a request that may pass, and set `flask.g.account` and `g.inputs`."""
        g.started = time.monotonic()
        # A large plan is millions of small objects, none of them garbage yet: looking through them
        # again and again took a third of the time of a publish. A worker runs one request at once.
        gc.disable()
        if request.path == HEALTH:
            return None
        process = _process_to_run()
        if process is None and request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed(
                ["GET", "HEAD"],
                "This server is read with GET; the one way to write is the process publish-plan.",
            )
        refusal = self._sign_in.demand()
        if refusal is not None:
            return refusal
        if process is not None:
            _require_role(process)
            if isinstance(request, ProcessRequest):
                g.inputs = request.take_inputs(worker().settings.max_body_bytes)
        return None


def health() -> Response:
    """Say that the worker and its database answer; 503 when the database does not."""
    worker().database.transaction(lambda connection: connection.execute("SELECT 1").fetchone())
    return jsonify(status="ok")


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


def collect_garbage_again(_: BaseException | None) -> None:
    """End what `Gate.admit` began: the request's objects are gone now."""
    gc.enable()


def tell(error: HTTPException) -> Response:
    """Answer an HTTP error in pygeoapi's shape, with its sentence."""
    response = error.get_response()
    told = jsonify(code=error.name.replace(" ", ""), description=error.description)
    told.status_code = response.status_code
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told


def database_away(error: Exception) -> tuple[Response, int, dict[str, str]]:
    """Answer 503: the same request may be sent again, even if the commit went through."""
    log_fault("database_away", error)
    sentence = (
        "The server's database does not answer just now. Send the same again: a revision is "
        "stored once, however often it is sent."
    )
    return jsonify(code="ServiceUnavailable", description=sentence), 503, {"Retry-After": "5"}


def our_fault(error: Exception) -> tuple[Response, int]:
    """Answer 500 and say no more than what it means; the log names the place in the code."""
    log_fault("fault", error)
    sentence = (
        "The server failed; a revision is stored whole or not at all. Tell its administrator when "
        "this was, and send it again to learn which."
    )
    return jsonify(code="InternalServerError", description=sentence), 500


def _require_role(process: str) -> None:
    least = _ROLE_OF_PROCESS.get(process, READER)
    if not g.account.may(least):
        raise Forbidden(
            f"Your account is a {g.account.role}; {process} is for those who are at least "
            f"{least}. Ask your agency's administrator."
        )


def _process_to_run() -> str | None:
    if request.method == "POST" and request.endpoint == "pygeoapi.execute_process_jobs":
        return str((request.view_args or {})["process_id"])
    return None
