# SPDX-License-Identifier: GPL-2.0-or-later
"""The web pages: what browsers are told about them, and the doors that only browsers use."""

from __future__ import annotations

from flask import Flask, Response, g, redirect, request
from werkzeug.exceptions import NotFound

SIGN_IN = "/sign-in"
_TILES = frozenset({"pygeoapi.get_tilematrix_set", "pygeoapi.get_tilematrix_sets"})
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, and no script or style within a page: a hotspot's name that holds markup
stays a name even where a template should forget to escape it."""


def add_pages(application: Flask) -> None:
    """Add what pygeoapi has no page for."""
    application.add_url_rule(SIGN_IN, "sign_in", _signed_in)
    application.before_request(_no_page_of_tiles)


def _no_page_of_tiles() -> None:
    """Refuse the two pages for which pygeoapi 0.21 takes its own templates, whatever is set."""
    if request.endpoint in _TILES and _wants_page():
        raise NotFound("This server makes no tiles.")


def _signed_in() -> Response:
    """Go on to the front page: whoever comes here has signed in, since strangers are asked to.

    At the root, so that browsers send the sign-in with every page and not with one folder's alone.
    """
    # The language goes along; nothing else of the address does.
    language = "?lang=id" if request.args.get("lang") == "id" else ""
    answer = redirect(f"{request.script_root}/{language}", 303)
    return answer if isinstance(answer, Response) else Response(status=303)


def page_headers(response: Response) -> None:
    """Make `response` fit for browsers: a page instead of bare JSON, and the policy of pages."""
    if response.status_code == 401 and request.headers.get("X-Requested-With") == "page":
        # A page's own script reads what it may; the browser is not to ask a passer-by to sign in.
        response.headers.pop("WWW-Authenticate", None)
    if response.status_code >= 400 and _wants_page() and response.is_json:
        _tell_as_page(response)
    # pygeoapi puts a plain dict in the place of the headers, so `mimetype` knows nothing there.
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Referrer-Policy"] = "same-origin"


def _wants_page() -> bool:
    wanted = request.args.get("f")
    if wanted is not None:
        return wanted == "html"
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def _tell_as_page(response: Response) -> None:
    from pygeoapi.api import APIRequest
    from pygeoapi.flask_app import api_
    from pygeoapi.util import render_j2_template

    told = response.get_json(silent=True)
    if not isinstance(told, dict):
        return
    page = render_j2_template(
        api_.tpl_config,
        api_.config["server"]["templates"],
        "exception.html",
        {**told, "status": response.status_code, "language": g.get("said_in", "en")},
        APIRequest.from_flask(request, api_.locales).locale,
    )
    response.set_data(page)
    response.mimetype = "text/html"
