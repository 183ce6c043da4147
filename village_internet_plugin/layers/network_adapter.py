# SPDX-License-Identifier: GPL-2.0-or-later
"""Lets `requests` speak through QGIS, so that its proxy, certificates and sign-in methods apply.

`requests` alone obeys none of the three. A session mounted on this adapter sends every request by
QGIS's network access: the user's proxy, the certificate authorities the user trusts in QGIS, and
any authentication configuration (Basic, API header, PKI, OAuth2) hold, and the credentials never
pass through the plugin's own hands.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Callable

import requests
from qgis.core import QgsFeedback
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest, QSslCertificate
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.layers.network_exchange import SignInUnusable, end, exchange
from village_internet_plugin.layers.user_language import in_user_language

# Qt asks for compressed answers and unpacks them only when it set this header itself; the length
# and the host it computes from what it really sends.
_LEFT_TO_QT = frozenset({"accept-encoding", "content-length", "host", "connection"})
# QNetworkReply.NetworkError numbers its families; those above are answers of the server.
_NETWORK_ERRORS = range(1, 100)
_PROXY_ERRORS = range(100, 200)
_TOO_LONG = (
    QNetworkReply.NetworkError.TimeoutError,
    QNetworkReply.NetworkError.OperationCanceledError,
)


class SendingCancelled(Exception):
    """The user cancelled while a request was under way; whether it arrived is not known.

    Deliberately no `requests` exception: those mean a network failure, which is tried again.
    """


def open_session(
    auth_id: str,
    feedback: QgsFeedback | None = None,
    sent: Callable[[int, int], object] | None = None,
) -> requests.Session:
    """Return a session whose HTTPS requests go through QGIS.

    `auth_id` is the id of an authentication configuration in QGIS, empty for none. Cancelling
    `feedback` ends the request under way with `SendingCancelled`; `sent` is told the bytes sent
    and to be sent.
    """
    session = requests.Session()
    # Neither ~/.netrc nor proxies from the environment: what QGIS is set to decides.
    session.trust_env = False
    session.mount("https://", QgisAdapter(auth_id, feedback, sent))
    # Credentials in clear text are never sent, so there is no way to speak plain HTTP.
    del session.adapters["http://"]
    return session


class QgisAdapter(BaseAdapter):
    """The transport of a `requests` session, made of QGIS's own network access."""

    def __init__(
        self,
        auth_id: str,
        feedback: QgsFeedback | None = None,
        sent: Callable[[int, int], object] | None = None,
    ) -> None:
        super().__init__()
        self._auth_id, self._feedback, self._sent = auth_id, feedback, sent

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send `request` and return its whole answer, whatever its status; follow no redirection.

        `verify` may name a PEM file of authorities to trust besides those of QGIS and the system.
        `stream`, `cert` and `proxies` have no meaning here. Raises the `requests` exception that
        tells why no answer came, or `SendingCancelled`.
        """
        if verify is False:
            raise ProgramFault("The server's certificate is always verified; this cannot be off.")
        self._stop_if_cancelled()
        outgoing = _outgoing(request, timeout)
        if isinstance(verify, str):
            _trust(outgoing, read_authorities(Path(verify)))
        try:
            reply = exchange(
                outgoing, _sent_body(request), self._auth_id, self._feedback, self._sent
            )
        except SignInUnusable as failure:
            reason = "QGIS could not use the sign-in"
            raise requests.exceptions.ConnectionError(reason, request=request) from failure
        except RuntimeError as failure:
            raise _lost(request) from failure
        try:
            self._stop_if_cancelled()
            if sip.isdeleted(reply):
                raise _lost(request)
            return _answer_to(request, reply)
        finally:
            end(reply, forget_connection=isinstance(verify, str))

    def close(self) -> None:
        """Do nothing: QGIS keeps and ends its connections itself."""

    def _stop_if_cancelled(self) -> None:
        if self._feedback is not None and self._feedback.isCanceled():
            raise SendingCancelled


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
        raise InputError(
            sentence.format(path=ca_path, reason=in_user_language(failure))
        ) from failure
    if not certificates:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The file {path} holds no certificate. "
            "Give the PEM file that the server's administrator handed out.",
        )
        raise InputError(sentence.format(path=ca_path))
    return list(certificates)


def _lost(request: requests.PreparedRequest) -> requests.exceptions.ConnectionError:
    """Return what it means when Qt has taken a reply away: seen once, with several threads at work.

    As with any other break, nobody knows whether the request arrived.
    """
    return requests.exceptions.ConnectionError("the reply is gone", request=request)


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


def _sent_body(request: requests.PreparedRequest) -> bytes | None:
    """Return what a POST sends; None for a GET, the only other way the server is spoken to."""
    if request.method == "GET":
        return None
    if request.method == "POST":
        return _body(request)
    raise ProgramFault(f"The shared server is not spoken to by {request.method}.")


def _body(request: requests.PreparedRequest) -> bytes:
    if request.body is None:
        return b""
    if isinstance(request.body, (bytes, bytearray)):
        return bytes(request.body)
    if isinstance(request.body, str):
        return request.body.encode("utf-8")
    raise ProgramFault("A request to the shared server is sent whole, not as a stream.")


def _trust(outgoing: QNetworkRequest, authorities: list[Any]) -> None:
    security = outgoing.sslConfiguration()
    security.setCaCertificates([*security.caCertificates(), *authorities])
    outgoing.setSslConfiguration(security)


def _answer_to(request: requests.PreparedRequest, reply: QNetworkReply) -> requests.Response:
    """Return the answer; raises the `requests` exception when it did not come, or not whole."""
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    error = reply.error()
    code = int(getattr(error, "value", error))
    reason = reply.errorString() or "no answer"
    if error == QNetworkReply.NetworkError.SslHandshakeFailedError:
        raise requests.exceptions.SSLError(reason, request=request)
    if code in _PROXY_ERRORS:
        raise requests.exceptions.ProxyError(reason, request=request)
    # A transfer that took too long is cancelled by Qt itself: it has no other word for that.
    if error in _TOO_LONG:
        raise requests.exceptions.ReadTimeout(reason, request=request)
    if status is None:
        raise requests.exceptions.ConnectionError(reason, request=request)
    if code in _NETWORK_ERRORS:
        raise requests.exceptions.ChunkedEncodingError(reason, request=request)
    return _response(request, reply, int(status))


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
    if response.headers.pop("Content-Encoding", None) is not None:
        # Qt has unpacked the body: the length of the packed one would mislead.
        response.headers.pop("Content-Length", None)
    response.encoding = requests.utils.get_encoding_from_headers(response.headers)
    response.raw = io.BytesIO(bytes(reply.readAll()))
    return response


def _text(value: Any) -> str:
    return value if isinstance(value, str) else bytes(value).decode("latin-1")
