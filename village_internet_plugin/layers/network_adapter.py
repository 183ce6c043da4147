# SPDX-License-Identifier: GPL-2.0-or-later
"""Lets `requests` speak through QGIS, so that its proxy, certificates and sign-in methods apply.

`requests` alone obeys none of the three. A session mounted on this adapter sends every request by
`QgsBlockingNetworkRequest`: the user's proxy, the certificate authorities the user trusts in QGIS,
and any authentication configuration (Basic, API header, PKI, OAuth2) hold, and the credentials
never pass through the plugin's own hands.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests
from qgis.core import QgsBlockingNetworkRequest, QgsFeedback
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest, QSslCertificate
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from village_internet_plugin.domain.errors import InputError, ProgramFault

# Qt asks for compressed answers and unpacks them only when it set this header itself; the length
# and the host it computes from what it really sends.
_LEFT_TO_QT = frozenset({"accept-encoding", "content-length", "host", "connection"})


class SendingCancelled(Exception):
    """The user cancelled while a request was under way; whether it arrived is not known.

    Deliberately no `requests` exception: those mean a network failure, which is tried again.
    """


def open_session(
    auth_id: str, ca_path: Path | None = None, feedback: QgsFeedback | None = None
) -> requests.Session:
    """Return a session whose HTTPS requests go through QGIS.

    `auth_id` is the id of an authentication configuration in QGIS, empty for none. `ca_path` is a
    PEM file of certificate authorities trusted besides those of QGIS and of the system. Cancelling
    `feedback` ends the request under way with `SendingCancelled`.
    """
    session = requests.Session()
    # Neither ~/.netrc nor proxies from the environment: what QGIS is set to decides.
    session.trust_env = False
    session.mount("https://", QgisAdapter(auth_id, ca_path, feedback))
    # Credentials in clear text are never sent, so there is no way to speak plain HTTP.
    del session.adapters["http://"]
    return session


class QgisAdapter(BaseAdapter):
    """The transport of a `requests` session, made of QGIS's own network access."""

    def __init__(
        self, auth_id: str, ca_path: Path | None = None, feedback: QgsFeedback | None = None
    ) -> None:
        super().__init__()
        self._auth_id = auth_id
        self._authorities = read_authorities(ca_path) if ca_path is not None else []
        self._feedback = feedback

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send `request` and return its answer, whatever its status.

        Raises the `requests` exception that tells why no answer came (SSLError, Timeout,
        ConnectionError), or `SendingCancelled`. `stream`, `cert` and `proxies` have no meaning
        here; certificates are always verified.
        """
        if verify is False:
            raise ProgramFault("The server's certificate is always verified; this cannot be off.")
        if self._feedback is not None and self._feedback.isCanceled():
            raise SendingCancelled
        blocking = QgsBlockingNetworkRequest()
        if self._auth_id:
            blocking.setAuthCfg(self._auth_id)
        self._dispatch(blocking, request, timeout)
        reply = blocking.reply()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        # A cancelled request reports no error at all: only the missing status gives it away.
        if self._feedback is not None and self._feedback.isCanceled():
            raise SendingCancelled
        if status is None:
            raise _failure(blocking, request)
        return _response(request, reply, int(status))

    def close(self) -> None:
        """Do nothing: QGIS keeps and ends its connections itself."""

    def _dispatch(
        self, blocking: QgsBlockingNetworkRequest, request: requests.PreparedRequest, timeout: Any
    ) -> None:
        outgoing = _outgoing(request, timeout)
        if self._authorities:
            security = outgoing.sslConfiguration()
            security.setCaCertificates([*security.caCertificates(), *self._authorities])
            outgoing.setSslConfiguration(security)
        if request.method == "GET":
            blocking.get(outgoing, True, self._feedback)
        elif request.method == "POST":
            blocking.post(outgoing, QByteArray(_body(request)), True, self._feedback)
        else:
            raise ProgramFault(f"The shared server is not spoken to by {request.method}.")


def read_authorities(ca_path: Path) -> list[Any]:
    """Return the certificates in a PEM file; raises InputError when it holds none."""
    try:
        certificates = QSslCertificate.fromData(QByteArray(ca_path.read_bytes()))
    except OSError as failure:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The certificate file {path} cannot be read ({reason}). "
            "Give the PEM file that the server's administrator handed out.",
        )
        raise InputError(sentence.format(path=ca_path, reason=failure.strerror)) from failure
    if not certificates:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The file {path} holds no certificate. "
            "Give the PEM file that the server's administrator handed out.",
        )
        raise InputError(sentence.format(path=ca_path))
    return list(certificates)


def _outgoing(request: requests.PreparedRequest, timeout: Any) -> QNetworkRequest:
    outgoing = QNetworkRequest(QUrl(request.url))
    for name, value in request.headers.items():
        if name.lower() not in _LEFT_TO_QT:
            outgoing.setRawHeader(_bytes(name), _bytes(value))
    seconds = timeout[-1] if isinstance(timeout, tuple) else timeout
    if seconds is not None:
        outgoing.setTransferTimeout(int(float(seconds) * 1000))
    return outgoing


def _bytes(text: Any) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode("latin-1")


def _body(request: requests.PreparedRequest) -> bytes:
    if request.body is None:
        return b""
    if isinstance(request.body, (bytes, bytearray)):
        return bytes(request.body)
    if isinstance(request.body, str):
        return request.body.encode("utf-8")
    raise ProgramFault("A request to the shared server is sent whole, not as a stream.")


def _response(request: requests.PreparedRequest, reply: Any, status: int) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response.url = request.url or ""
    response.request = request
    reason = reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute)
    response.reason = _text(reason) if reason is not None else ""
    response.headers = CaseInsensitiveDict(
        (_text(name), _text(reply.rawHeader(name))) for name in reply.rawHeaderList()
    )
    response.encoding = requests.utils.get_encoding_from_headers(response.headers)
    response.raw = io.BytesIO(bytes(reply.content()))
    return response


def _text(value: Any) -> str:
    return value if isinstance(value, str) else bytes(value).decode("latin-1")


def _failure(
    blocking: QgsBlockingNetworkRequest, request: requests.PreparedRequest
) -> requests.RequestException:
    reply = blocking.reply()
    message = reply.errorString() or blocking.errorMessage() or "no answer"
    errors = QNetworkReply.NetworkError
    if reply.error() == errors.SslHandshakeFailedError:
        return requests.exceptions.SSLError(message, request=request)
    # A transfer that took too long is cancelled by Qt itself: it has no other word for that.
    if reply.error() in (errors.TimeoutError, errors.OperationCanceledError):
        return requests.exceptions.ReadTimeout(message, request=request)
    return requests.exceptions.ConnectionError(message, request=request)
