# SPDX-License-Identifier: GPL-2.0-or-later
"""The body of a request to a process: unpacked within a limit and read strictly, once."""

from __future__ import annotations

import json
import zlib
from typing import Any

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.sharing.strict_json import parse_json

_GZIP = 16 + zlib.MAX_WBITS
_PASSED_ON = ("outputs", "response")
"""What pygeoapi may see of a request beside its inputs. Not `subscriber`: with it anyone who may
sign in could make the server call addresses of their choice."""


class ProcessRequest(Request):
    """Flask's request, with the inputs of a process taken out before pygeoapi reads the rest.

    A first revision is tens of megabytes; pygeoapi would read it a second time, and leniently.
    """

    _rest: bytes | None = None

    def take_inputs(self, limit_bytes: int) -> dict[str, Any]:
        """Return the inputs of the process and leave pygeoapi a request without them.

        Aborts with a sentence: 400 for what is not JSON or not `{"inputs": {…}}`, 413 beyond
        `limit_bytes` (as sent and again once unpacked), 415 for another media type or packing.
        """
        if self.mimetype != "application/json":
            raise UnsupportedMediaType("Send the request as application/json.")
        body = unpacked(self.get_data(), self.headers.get("Content-Encoding", ""), limit_bytes)
        try:
            content = parse_json(body, "The request")
        except InputError as error:
            raise BadRequest(str(error)) from error
        inputs = content.get("inputs", {}) if isinstance(content, dict) else None
        if not isinstance(inputs, dict):
            raise BadRequest('The request should be an object: {"inputs": {…}}.')
        self._rest = json.dumps(
            {key: content[key] for key in _PASSED_ON if key in content}
        ).encode()
        return inputs

    @property
    def data(self) -> bytes:
        """The body as pygeoapi is to see it."""
        return self.get_data(parse_form_data=True) if self._rest is None else self._rest


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
        raise UnsupportedMediaType("Send the request unpacked, or packed with gzip.")
    try:
        return _gunzip(body, limit_bytes)
    except zlib.error as error:
        raise BadRequest("The request is not a whole gzip stream; send it again.") from error


def too_large(limit_bytes: int) -> RequestEntityTooLarge:
    """Return the refusal of a body over the limit."""
    return RequestEntityTooLarge(
        f"The request is larger than the {limit_bytes:,} bytes this server takes; publish the plan "
        "in several revisions."
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
