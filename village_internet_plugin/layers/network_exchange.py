# SPDX-License-Identifier: GPL-2.0-or-later
"""One request and its answer through QGIS's network access, waited for without blocking events.

QGIS has `QgsBlockingNetworkRequest` for this. Here it is not used: in QGIS 3.22, called in the main
thread, it now and then waits for ever after a refused certificate; cancelled from another thread,
it ends the request from that thread and may wait for ever too; and it follows redirections by
itself, to any server, with the sign-in. The parts it is made of do what is wanted: the network
access manager (proxy, certificates), the auth manager (every sign-in method), and an event loop.
"""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QByteArray, QEventLoop, QTimer
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

_LOOK_EVERY_MS = 100


class SignInUnusable(Exception):
    """QGIS's auth manager could not apply the authentication configuration."""


def exchange(
    outgoing: QNetworkRequest,
    body: bytes | None,
    auth_id: str,
    feedback: QgsFeedback | None = None,
    sent: Callable[[int, int], object] | None = None,
) -> QNetworkReply:
    """Send a GET (no `body`) or a POST, and return the reply when it is finished or cut off.

    `auth_id` is the id of an authentication configuration, empty for none. Redirections are not
    followed. Cancelling `feedback` ends the request: the reply then has OperationCanceledError.
    `sent` is told, in this thread, how many bytes of the body were sent and are to be sent.
    Raises SignInUnusable before anything is sent.
    """
    outgoing.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.ManualRedirectPolicy,
    )
    if auth_id:
        applied, outgoing = QgsApplication.authManager().updateNetworkRequest(outgoing, auth_id)
        if not applied:
            raise SignInUnusable(auth_id)
    access = QgsNetworkAccessManager.instance()
    reply = access.get(outgoing) if body is None else access.post(outgoing, QByteArray(body))
    if auth_id:
        QgsApplication.authManager().updateNetworkReply(reply, auth_id)
    if sent is not None:
        reply.uploadProgress.connect(sent)
    _wait_for(reply, feedback)
    return reply


def end(reply: QNetworkReply, forget_connection: bool = False) -> None:
    """Let go of a reply that has been read.

    With `forget_connection` nothing later runs over its connection: an authority that was trusted
    for one request is trusted for no other.
    """
    if not sip.isdeleted(reply):
        # PyQt has the main thread told of its end, later, by its address alone: the next reply of
        # this thread, at the same address, would be taken for the one that is gone.
        reply.disconnect()
        sip.delete(reply)
    if forget_connection:
        # Keeps what a reply still uses, so the reply had to go first.
        QgsNetworkAccessManager.instance().clearConnectionCache()


def _wait_for(reply: QNetworkReply, feedback: QgsFeedback | None) -> None:
    """Let events run until the reply is finished; end it when the user cancels.

    Cancelling is looked for in this thread, the reply's own: no other may touch the reply.
    """
    waiting, looking = QEventLoop(), QTimer()

    def look() -> None:
        if feedback is not None and feedback.isCanceled():
            reply.abort()

    reply.finished.connect(waiting.quit)
    reply.destroyed.connect(waiting.quit)
    looking.timeout.connect(look)
    looking.start(_LOOK_EVERY_MS)
    try:
        if not reply.isFinished():
            waiting.exec()
    finally:
        # The frame of a failure that is kept would keep it looking, for a work long at its end.
        looking.stop()
