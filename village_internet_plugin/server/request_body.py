# SPDX-License-Identifier: GPL-2.0-or-later
"""The body of a request to a process: unpacked within a limit and read strictly, once."""

from __future__ import annotations

import json
import zlib
from typing import Any

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words, number_text
from village_internet_plugin.server.refusals import language_asked_for, said
from village_internet_plugin.sharing.strict_json import parse_json

_GZIP = 16 + zlib.MAX_WBITS
_PIECE_BYTES = 65_536
_AS_JSON = Words(
    "Send the request as application/json.", "Kirim permintaan sebagai application/json."
)
_AN_OBJECT = Words(
    'The request should be an object: {"inputs": {…}}.',
    'Permintaan harus berupa objek: {"inputs": {…}}.',
)
_AS_GZIP = Words(
    "Send the request unpacked, or packed with gzip.",
    "Kirim permintaan tanpa pemampatan, atau dimampatkan dengan gzip.",
)
_NOT_WHOLE = Words(
    "The request is not a whole gzip stream; send it again.",
    "Permintaan bukan aliran gzip yang utuh; kirim lagi.",
)
_TOO_LARGE = Words(
    "The request is larger than the {limit} bytes this server takes; publish the plan in several "
    "revisions.",
    "Permintaan lebih besar daripada {limit} bita yang diterima server ini; terbitkan rencana "
    "dalam beberapa revisi.",
)
_PASSED_ON = ("outputs", "response")
"""What pygeoapi may see of a request beside its inputs. Not `subscriber`: with it anyone who may
sign in could make the server call addresses of their choice."""


_PUBLISH_BEGINS = b'{"inputs":{"document":'
_PUBLISH_ENDS = ((b',"dry_run":false}}', False), (b',"dry_run":true}}', True))
_LONGEST_FLOAT = 25
"""Characters of the longest number that is written as a double is: -2.2250738585072014e-308."""


class ProcessRequest(Request):
    """Flask's request, with the inputs of a process taken out before pygeoapi reads the rest.

    A first revision is tens of megabytes; pygeoapi would read it a second time, and leniently.
    """

    _rest: bytes | None = None
    document_text: str | None = None
    """The document of a publish letter by letter as it was sent, where that is known."""

    def take_inputs(self, limit_bytes: int) -> dict[str, Any]:
        """Return the inputs of the process and leave pygeoapi a request without them.

        Aborts with a sentence: 400 for what is not JSON or not `{"inputs": {…}}`, 413 beyond
        `limit_bytes` (as sent and again once unpacked), 415 for another media type or packing.
        """
        if self.mimetype != "application/json":
            raise UnsupportedMediaType(said(_AS_JSON))
        sent = self._in_pieces(limit_bytes) if self.content_length is None else self.get_data()
        body = unpacked(sent, self.headers.get("Content-Encoding", ""), limit_bytes)
        inputs = self._publish_inputs(body)
        if inputs is not None:
            self._rest = b"{}"
            return inputs
        try:
            content = parse_json(body, "The request")
        except InputError as error:
            raise BadRequest(said(error.words)) from error
        inputs = content.get("inputs", {}) if isinstance(content, dict) else None
        if not isinstance(inputs, dict):
            raise BadRequest(said(_AN_OBJECT))
        self._rest = json.dumps(
            {key: content[key] for key in _PASSED_ON if key in content}
        ).encode()
        return inputs

    def _publish_inputs(self, body: bytes) -> dict[str, Any] | None:
        """Return the inputs of a publish written as this planner writes it; None for all else.

        What stands between a beginning and an end that are known, and is JSON, is the document: so
        its text is at hand for the history, and need not be written a second time.
        """
        for ending, dry_run in _PUBLISH_ENDS:
            if body.startswith(_PUBLISH_BEGINS) and body.endswith(ending):
                try:
                    text = body[len(_PUBLISH_BEGINS) : -len(ending)].decode("utf-8")
                    document = parse_json(text, "The request", parse_float=_plain_float)
                except (InputError, ValueError):
                    return None
                self.document_text = text
                return {"document": document, "dry_run": dry_run}
        return None

    def _in_pieces(self, limit_bytes: int) -> bytes:
        """Return a body whose length nobody knows beforehand; 413 where it goes on to the limit.

        Flask would keep twice as much in memory, and take what comes up to the limit for all of it.
        """
        parts, room = [], limit_bytes
        while part := self.stream.read(_PIECE_BYTES):
            room -= len(part)
            if room <= 0:
                raise too_large(limit_bytes)
            parts.append(part)
        return b"".join(parts)

    @property
    def data(self) -> bytes:
        """The body as pygeoapi is to see it."""
        return self.get_data(parse_form_data=True) if self._rest is None else self._rest


def _plain_float(text: str) -> float:
    """Return a number; ValueError for one that says more than a double can hold.

    The database would keep, or refuse, what the planner takes for a double.
    """
    number = float(text)
    if len(text) > _LONGEST_FLOAT or (number == 0.0 and "e" in text.lower()):
        raise ValueError("the number is longer or smaller than a double")
    return number


def unpacked(body: bytes, encoding: str, limit_bytes: int) -> bytes:
    """Return a request's body without its packing, which is gzip or none.

    However small a bomb is packed, no more than `limit_bytes` of it are ever unpacked.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        if len(body) > limit_bytes:
            raise too_large(limit_bytes)
        return body
    if encoding != "gzip":
        raise UnsupportedMediaType(said(_AS_GZIP))
    try:
        return _gunzip(body, limit_bytes)
    except zlib.error as error:
        raise BadRequest(said(_NOT_WHOLE)) from error


def too_large(limit_bytes: int) -> RequestEntityTooLarge:
    """Return the refusal of a body over the limit."""
    return RequestEntityTooLarge(
        said(_TOO_LARGE, limit=number_text(limit_bytes, language_asked_for()))
    )


def _gunzip(body: bytes, limit_bytes: int) -> bytes:
    """Unpack one or several gzip members, as the format allows; zlib.error when cut short."""
    parts: list[bytes] = []
    room = limit_bytes
    while True:
        member = zlib.decompressobj(_GZIP)
        parts.append(member.decompress(body, room + 1))
        room -= len(parts[-1])
        if room < 0:
            raise too_large(limit_bytes)
        if not member.eof:
            raise zlib.error("the stream ends too early")
        body = member.unused_data
        if not body:
            return b"".join(parts)
