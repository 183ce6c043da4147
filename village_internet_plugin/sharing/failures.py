# SPDX-License-Identifier: GPL-2.0-or-later
"""What can fail on the way to the shared server and back, each told in one sentence.

    NetworkFailed
    ├── Interrupted       cut off: worth another try
    │   ├── NotReached    no connection at all
    │   └── Busy          reached, and asked to come back later
    ├── NotTrusted        its certificate does not show that it is the server
    ├── TooSlow           no answer in time
    └── (itself)          not understood: a person has to look
    ServerRefused         answered with 3xx or 4xx: nothing on the server was changed

No sentence holds credentials: none repeats a header, and what the server wrote is searched for them
before it is shown.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

import requests
from urllib3.exceptions import ReadTimeoutError

from village_internet_plugin.domain.errors import NetworkFailed, PlannerError, ServerRefused

PLAN_IS_SAFE = "Your plan is as it was"
_BUSY = (502, 503, 504)
_LONGEST_EXPLANATION = 300
"""Characters of the server's own explanation that are shown."""
_SHORTEST_SECRET = 6
"""Characters from which a word of a sign-in is searched for; shorter ones stand in any text."""


class Interrupted(NetworkFailed):
    """The exchange broke off in a way that another try may mend.

    `wait_s` is how many seconds the server asked to be left alone, or None.
    """

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class NotReached(Interrupted):
    """There is no connection to the server: offline, or another address."""


class Busy(Interrupted):
    """The server is there but cannot serve at the moment."""


class NotTrusted(NetworkFailed):
    """The server's certificate does not show that it is the server; nothing was sent."""


class TooSlow(NetworkFailed):
    """The answer did not come in time; what was sent may have arrived."""


def failure_of(error: requests.RequestException | ValueError, host: str) -> NetworkFailed:
    """Return the failure that an exception of sending means; its own text is never shown.

    That text may quote a proxy's address or a header, and with it a password.
    """
    # The order matters: SSLError, ProxyError and ConnectTimeout are ConnectionErrors as well.
    if isinstance(error, requests.exceptions.SSLError) and not _is_hang_up(error):
        return _not_trusted(error, host)
    if _is_read_timeout(error):
        return TooSlow(
            f"The server {host} did not answer in time. {PLAN_IS_SAFE}; try again later, what was "
            "sent is kept and will not be stored twice."
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return Interrupted(
            f"The proxy on the way to {host} let nothing through. {PLAN_IS_SAFE}; check the proxy "
            "in the network settings and try again."
        )
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return cut_short(host)
    if isinstance(error, requests.exceptions.ConnectionError):
        return NotReached(
            f"The server {host} is not reached. {PLAN_IS_SAFE}; check the network and the "
            "server's address, then try again."
        )
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return not_understood(host, "it is not packed as it claims to be")
    return NetworkFailed(
        f"The request to {host} could not be made ({type(error).__name__}). {PLAN_IS_SAFE}; check "
        "the server's address and the authentication settings."
    )


def cut_short(host: str) -> Interrupted:
    """Return the failure of an answer that ended before it was whole."""
    return Interrupted(
        f"The connection to {host} was cut in the middle of the answer. {PLAN_IS_SAFE}; try again, "
        "what was sent is kept and will not be stored twice."
    )


def too_slow(host: str, seconds: float) -> TooSlow:
    """Return the failure of an answer that still trickled in after `seconds`."""
    return TooSlow(
        f"The answer of {host} was not whole after {seconds:,.0f} seconds. {PLAN_IS_SAFE}; try "
        "again over a better connection."
    )


def too_large(host: str, longest: int) -> NetworkFailed:
    """Return the failure of an answer of more than `longest` bytes."""
    return NetworkFailed(
        f"The answer of {host} is larger than {longest / 1e6:,.0f} MB and was not taken. "
        f"{PLAN_IS_SAFE}; check that the address is that of a village Internet planner's server."
    )


def not_understood(host: str, reason: str) -> NetworkFailed:
    """Return the failure of an answer that arrived but is not what was asked for."""
    return NetworkFailed(
        f"The answer of {host} cannot be understood: {reason.rstrip('.')}. {PLAN_IS_SAFE}; check "
        "the server's address, and whether a network's sign-in page or a proxy stands in between."
    )


def refused_redirect(host: str, status: int) -> ServerRefused:
    """Return the refusal to follow a redirection to another server."""
    return ServerRefused(
        f"The server {host} sends requests on to another address, which is not followed, since "
        f"your sign-in would go there too. {PLAN_IS_SAFE}; ask its administrator for its present "
        "address and enter that.",
        status,
    )


def failure_of_status(response: requests.Response, content: bytes, host: str) -> PlannerError:
    """Return what an answer of status 400 or more means."""
    status = response.status_code
    if status in _BUSY:
        return Busy(
            f"The server {host} cannot serve at the moment ({status}). {PLAN_IS_SAFE}; try again "
            "in a few minutes.",
            _seconds_to_wait(response),
        )
    if status >= 500:
        return NetworkFailed(
            f"The server {host} failed while it worked on the request ({status}). {PLAN_IS_SAFE} "
            "and what was sent is kept; try again, and tell the server's administrator if it "
            "happens twice."
        )
    sentence = _REFUSALS.get(status, _OTHER_REFUSAL).format(host=host, status=status)
    return ServerRefused(sentence + _explanation(response, content), status)


_REFUSALS = {
    401: (
        "The server {host} did not accept your sign-in (401). Nothing was changed; check user and "
        "token in the authentication settings, or ask the administrator for a new token."
    ),
    403: (
        "Your account may not do this on the server {host} (403). Nothing was changed; ask the "
        "administrator for the role that may."
    ),
    404: (
        "The server {host} is not a village Internet planner's server: it does not know what was "
        "asked for (404). Check the server's address."
    ),
    413: (
        "The server {host} takes no request of this size (413). Nothing was changed; publish the "
        "plan in smaller steps, or ask the administrator to raise the limit."
    ),
    429: (
        "The server {host} has had too many requests from you (429). Nothing was changed; try "
        "again in a few minutes."
    ),
}
_OTHER_REFUSAL = (
    "The server {host} refused the request ({status}). Nothing was changed; check that the address "
    "is that of a planner's server and that this plugin is up to date."
)


def _not_trusted(error: requests.exceptions.SSLError, host: str) -> NotTrusted:
    text = str(error).lower()
    if "mismatch" in text or "doesn't match" in text:
        reason = "its certificate is made out to another name"
    elif "expired" in text:
        reason = "its certificate has expired"
    elif "certificate" in text or "self signed" in text or "self-signed" in text:
        reason = "its certificate comes from nobody this computer trusts"
    else:
        reason = "the encrypted connection could not be set up"
    return NotTrusted(
        f"The server {host} is not trusted: {reason}. Nothing was sent; check the address, or give "
        "the certificate file (CA) that the server's administrator handed out."
    )


def _is_hang_up(error: requests.exceptions.SSLError) -> bool:
    """Tell whether the other side merely went away, which TLS tells as an error of its own."""
    text = str(error).lower()
    return "eof occurred" in text or "unexpected_eof" in text


def _is_read_timeout(error: Exception) -> bool:
    # While an answer is being read, requests tells a timeout as a ConnectionError around it.
    return isinstance(error, requests.exceptions.ReadTimeout) or any(
        isinstance(argument, ReadTimeoutError) for argument in error.args
    )


def _seconds_to_wait(response: requests.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _explanation(response: requests.Response, content: bytes) -> str:
    """Return the server's own words on its refusal, when they are fit to be shown."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    words = body.get("description") if isinstance(body, dict) else None
    if not isinstance(words, str) or not words.strip():
        return ""
    if any(secret in words for secret in _secrets(response)):
        return ""
    one_line = " ".join(words.split())
    return f" The server says: {one_line[:_LONGEST_EXPLANATION]}"


def _secrets(response: requests.Response) -> set[str]:
    """Return what of the request's headers must not be shown, also as it reads unpacked."""
    headers: Mapping[str, object] = response.request.headers if response.request else {}
    secrets: set[str] = set()
    for name in ("Authorization", "Proxy-Authorization", "Cookie"):
        value = headers.get(name) or ""
        text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
        for word in text.split():
            secrets |= {word, *_unpacked(word)}
    return {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}


def _unpacked(word: str) -> list[str]:
    """Return the parts of a Basic sign-in, which is user:password in base 64."""
    try:
        return base64.b64decode(word, validate=True).decode("utf-8").split(":")
    except ValueError:
        return []
