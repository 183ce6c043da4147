# SPDX-License-Identifier: GPL-2.0-or-later
"""What can fail on the way to the shared server and back, each told in one sentence.

    NetworkFailed
    ├── Interrupted       cut off: worth another try
    │   ├── NotReached    no connection at all
    │   └── Busy          reached, and asked to come back later
    ├── NotTrusted        its certificate does not show that it is the server
    │   └── ClockDisagrees  by this computer's clock it has expired, or does not hold yet
    ├── TooSlow           no answer in time
    └── (itself)          not understood: a person has to look
    ServerRefused         answered with 3xx or 4xx, or that its disk is full (507): nothing on the
                          server was changed

No sentence holds credentials: none repeats a header, and what the server wrote is searched for them
before it is shown.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime

import requests
from urllib3.exceptions import ReadTimeoutError

from village_internet_plugin.domain.errors import NetworkFailed, PlannerError, ServerRefused
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.sharing import network_words

_BUSY = (502, 503, 504)
_HANG_UPS = ("eof occurred", "unexpected_eof", "has been closed (eof)")
"""How OpenSSL tells that the other side went away, also in the middle of the handshake."""
_LONGEST_EXPLANATION = 300
"""Characters of the server's own explanation that are shown."""
_SHORTEST_SECRET = 6
"""Characters from which a word of a sign-in is searched for; shorter ones stand in any text."""


class Interrupted(NetworkFailed):
    """The exchange broke off in a way that another try may mend.

    `wait_s` is how many seconds the server asked to be left alone, or None.
    """

    def __init__(self, message: Words, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class NotReached(Interrupted):
    """There is no connection to the server: offline, or another address."""


class Busy(Interrupted):
    """The server is there but cannot serve at the moment."""


class NotTrusted(NetworkFailed):
    """The server's certificate does not show that it is the server; nothing was sent."""


class ClockDisagrees(NotTrusted):
    """By this computer's clock the certificate has expired, or does not hold yet.

    As often as not it is the clock that is wrong: an empty battery sets it back by years.
    """


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
        return TooSlow(network_words.NO_ANSWER.filled(host=host))
    if isinstance(error, requests.exceptions.ProxyError):
        return Interrupted(network_words.PROXY.filled(host=host))
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return cut_short(host)
    if isinstance(error, requests.exceptions.ConnectionError):
        return NotReached(network_words.NOT_REACHED.filled(host=host))
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return not_understood(host, network_words.BADLY_PACKED)
    return NetworkFailed(network_words.NOT_MADE.filled(host=host, kind=type(error).__name__))


def cut_short(host: str) -> Interrupted:
    """Return the failure of an answer that ended before it was whole."""
    return Interrupted(network_words.CUT_SHORT.filled(host=host))


def too_slow(host: str, seconds: float) -> TooSlow:
    """Return the failure of an answer that still trickled in after `seconds`."""
    return TooSlow(network_words.TOO_SLOW.filled(host=host, seconds=number_words(seconds)))


def too_large(host: str, longest: int) -> NetworkFailed:
    """Return the failure of an answer of more than `longest` bytes."""
    size = number_words(longest / 1e6)
    return NetworkFailed(network_words.TOO_LARGE.filled(host=host, size=size))


def not_understood(host: str, reason: Words) -> NetworkFailed:
    """Return the failure of an answer that arrived but is not what was asked for."""
    bare = Words(*(text.rstrip(".") for text in reason))
    return NetworkFailed(network_words.NOT_UNDERSTOOD.filled(host=host, reason=bare))


def refused_redirect(host: str, status: int) -> ServerRefused:
    """Return the refusal to follow a redirection to another server."""
    return ServerRefused(network_words.SENT_ON.filled(host=host), status)


def failure_of_status(response: requests.Response, content: bytes, host: str) -> PlannerError:
    """Return what an answer of status 400 or more means."""
    status = response.status_code
    if status in _BUSY:
        busy = network_words.BUSY.filled(host=host, status=status)
        return Busy(busy, _seconds_to_wait(response))
    if status >= 500 and status not in network_words.REFUSALS:
        return NetworkFailed(network_words.FAILED.filled(host=host, status=status))
    refusal = network_words.REFUSALS.get(status, network_words.OTHER_REFUSAL)
    sentence = refusal.filled(host=host, status=status)
    explanation = _explanation(response, content)
    if explanation:
        sentence = network_words.EXPLAINED.filled(sentence=sentence, explanation=explanation)
    return ServerRefused(sentence, status)


def _not_trusted(error: requests.exceptions.SSLError, host: str) -> NotTrusted:
    text = str(error).lower()
    if "mismatch" in text or "doesn't match" in text:
        reason = network_words.OTHER_NAME
    elif "expired" in text or "not yet valid" in text:
        reason = network_words.EXPIRED if "expired" in text else network_words.NOT_YET
        today = datetime.now().astimezone().date().isoformat()
        clock = network_words.CLOCK.filled(host=host, reason=reason, today=today)
        return ClockDisagrees(clock)
    elif "certificate" in text or "self signed" in text or "self-signed" in text:
        reason = network_words.UNKNOWN_ISSUER
    else:
        reason = network_words.NO_ENCRYPTION
    return NotTrusted(network_words.NOT_TRUSTED.filled(host=host, reason=reason))


def _is_hang_up(error: requests.exceptions.SSLError) -> bool:
    """Tell whether the other side merely went away, which TLS tells as an error of its own."""
    text = str(error).lower()
    return any(words in text for words in _HANG_UPS)


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
    return one_line[:_LONGEST_EXPLANATION]


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
