# SPDX-License-Identifier: GPL-2.0-or-later
"""One request to the shared server and its whole answer, tried again where that is safe.

The `requests` session is handed in: plain when headless, inside QGIS mounted on an adapter over
QGIS's own network access. The session carries the sign-in; nothing here knows it.

Every request that passes here may be repeated: reading changes nothing, and a publish carries its
`revision_id`, under which the server gives the first receipt again. So what broke off is tried
again after a pause; a refusal (4xx) or an answer that is merely slow is not.
"""

from __future__ import annotations

import gzip
import io
import json
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import requests

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.sharing import failures
from village_internet_plugin.sharing.server_address import ServerAddress
from village_internet_plugin.sharing.strict_json import parse_json

VERSION_HEADER = "X-Village-Internet-Version"
_LONGEST_VERSION = 40
MAX_JSON_ANSWER = 512_000_000
"""Bytes of JSON taken from the server at once, unpacked, inclusive."""
_MAX_ERROR_ANSWER = 1_000_000
_MAX_REDIRECTS = 3
_ANSWER = Words("what came back", "isi jawabannya")
_NO_CERTIFICATE = Words(
    "The file {path} holds no certificate that can be read; give the PEM file that the "
    "server's administrator handed out.",
    "Berkas {path} tidak memuat sertifikat yang dapat dibaca; berikan berkas PEM yang dibagikan "
    "administrator server.",
)
_CHUNK = 8_192
"""Bytes read between two looks at the clock and at the length."""
_GZIP_LEVEL = 3
"""50,000 hotspots shrink 8-fold in 0.1 s; higher levels cost more than the network saves."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often to try again.

    `connect_s` is for the connection, `read_s` for each piece of the answer, `answer_s` for the
    whole of it. There are as many further tries as `pauses_s` has entries; where a busy server
    names its own pause, that is kept, up to `longest_pause_s`.
    """

    connect_s: float = 10.0
    read_s: float = 120.0
    answer_s: float = 900.0
    pauses_s: Sequence[float] = (0.5, 1.0, 2.0, 4.0)
    longest_pause_s: float = 30.0


@dataclass(frozen=True)
class _Request:
    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None = None


class Transport:
    """Speaks HTTP with one server; certificates are always verified."""

    def __init__(
        self,
        address: ServerAddress,
        session: requests.Session,
        ca_path: Path | None = None,
        patience: Patience | None = None,
        language: str = "en",
    ) -> None:
        """Speak with `address` through `session`, and ask for answers in `language`.

        `ca_path` is a PEM file of the authorities to trust instead of the system's. Raises
        InputError when it holds no certificate.
        """
        if ca_path is not None:
            _require_certificates(ca_path)
        self.host = address.host
        self._address = address
        self._session = session
        self._verify = str(ca_path) if ca_path is not None else True
        self._patience = patience or Patience()
        self._language = language
        self.server_version = ""
        """The program's version on the server, as the last answer told it; empty when none did."""

    def get_json(self, path: str, query: str = "") -> Any:
        """Return the JSON at a path; `query` is encoded already, without the question mark."""
        url = self._address.url(path) + (f"?{query}" if query else "")
        headers = {"Accept": "application/json", "Accept-Language": self._language}
        return self._json_answer(_Request("GET", url, headers))

    def post_json(self, path: str, content: object) -> Any:
        """Send `content` as JSON, packed, and return the JSON that comes back."""
        return self.post_json_text(path, _json_text(content))

    def post_json_text(self, path: str, text: str) -> Any:
        """Send JSON that is text already, packed, and return the JSON that comes back."""
        return self._json_answer(self._post(path, text, "application/json"))

    def post_for_file(self, path: str, content: object, sink: BinaryIO, longest: int) -> None:
        """Send `content` as JSON and write the answer, at most `longest` bytes, to `sink`."""
        self._exchange(self._post(path, _json_text(content), "*/*"), sink, longest)

    def _post(self, path: str, text: str, accept: str) -> _Request:
        headers = {
            "Accept": accept,
            "Accept-Language": self._language,
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
        }
        body = gzip.compress(text.encode("utf-8"), _GZIP_LEVEL, mtime=0)
        return _Request("POST", self._address.url(path), headers, body)

    def _json_answer(self, request: _Request) -> Any:
        sink = io.BytesIO()
        self._exchange(request, sink, MAX_JSON_ANSWER)
        try:
            return parse_json(sink.getvalue(), _ANSWER)
        except InputError as error:
            raise failures.not_understood(self.host, error.words) from error

    def _exchange(self, request: _Request, sink: BinaryIO, longest: int) -> None:
        """Fill `sink` with the whole answer, however often that has to be tried."""
        pauses_s = iter(self._patience.pauses_s)
        while True:
            sink.seek(0)
            sink.truncate()
            try:
                return self._follow(request, sink, longest)
            except failures.Interrupted as interruption:
                pause_s = next(pauses_s, None)
                if pause_s is None:
                    raise
                asked_s = min(interruption.wait_s or 0.0, self._patience.longest_pause_s)
            time.sleep(max(pause_s, asked_s))

    def _follow(self, request: _Request, sink: BinaryIO, longest: int) -> None:
        """Send a request, follow redirections on the same server, and read the answer."""
        url = request.url
        for _ in range(_MAX_REDIRECTS + 1):
            with self._send(request, url) as response:
                if not 300 <= response.status_code < 400:
                    return self._receive(response, sink, longest)
                target = self._address.redirected(url, response.headers.get("Location", ""))
                # 301 to 303 turn a POST into a GET, and the document would be lost on the way.
                is_kept = request.method == "GET" or response.status_code in (307, 308)
                if target is None or not is_kept:
                    break
                url = target
        raise failures.refused_redirect(self.host, response.status_code)

    def _send(self, request: _Request, url: str) -> requests.Response:
        try:
            response = self._session.request(
                request.method,
                url,
                data=request.body,
                headers=request.headers,
                timeout=(self._patience.connect_s, self._patience.read_s),
                verify=self._verify,
                allow_redirects=False,
                stream=True,
            )
        except (requests.RequestException, ValueError) as error:
            # A ValueError is a header that cannot be sent. Neither is chained: the text of the
            # cause may quote a header, and with it the credentials.
            raise failures.failure_of(error, self.host) from None
        self.server_version = response.headers.get(VERSION_HEADER, "")[:_LONGEST_VERSION]
        return response

    def _receive(self, response: requests.Response, sink: BinaryIO, longest: int) -> None:
        if response.status_code >= 400:
            explanation = io.BytesIO()
            self._read_body(response, explanation, _MAX_ERROR_ANSWER)
            raise failures.failure_of_status(response, explanation.getvalue(), self.host)
        self._read_body(response, sink, longest)

    def _read_body(self, response: requests.Response, sink: BinaryIO, longest: int) -> None:
        """Copy the unpacked body to `sink`, never more than `longest` bytes nor too slowly."""
        deadline = time.monotonic() + self._patience.answer_s
        received = 0
        try:
            for chunk in response.iter_content(_CHUNK):
                received += len(chunk)
                if received > longest:
                    raise failures.too_large(self.host, longest)
                if time.monotonic() > deadline:
                    raise failures.too_slow(self.host, self._patience.answer_s)
                sink.write(chunk)
        except requests.RequestException as error:
            failure = failures.failure_of(error, self.host)
            if isinstance(failure, failures.Interrupted):
                failure = failures.cut_short(self.host)
            raise failure from None
        if _is_cut_short(response):
            raise failures.cut_short(self.host)


def _json_text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _is_cut_short(response: requests.Response) -> bool:
    """Tell whether fewer bytes came than were announced: older urllib3 do not mind."""
    announced = response.headers.get("Content-Length", "")
    if not announced.isdigit():
        return False
    return bool(response.raw.tell() < int(announced))


def _require_certificates(ca_path: Path) -> None:
    try:
        ssl.create_default_context(cafile=str(ca_path))
    except OSError as error:  # ssl.SSLError is one too
        raise InputError(_NO_CERTIFICATE.filled(path=ca_path)) from error
