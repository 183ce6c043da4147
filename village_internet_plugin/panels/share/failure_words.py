# SPDX-License-Identifier: GPL-2.0-or-later
"""What can fail in sharing, each one sentence in the user's language with what to do about it."""

from __future__ import annotations

import traceback

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import NetworkFailed, PlannerError, ServerRefused
from village_internet_plugin.domain.schema import TABLES
from village_internet_plugin.layers.column_words import COLUMN_WORDS
from village_internet_plugin.panels.share.outcomes import ToldFailure


def told_failure(error: Exception, host: str, language: str) -> ToldFailure:
    """Return the failure told; `host` is what the server is called."""
    from village_internet_plugin.sharing.failures import NotReached
    from village_internet_plugin.sharing.receipts import ReceiptDoesNotMatch
    from village_internet_plugin.sharing.revision_document import RowCannotBeSent

    if isinstance(error, RowCannotBeSent):
        return _half_filled(error, language)
    if isinstance(error, ServerRefused):
        sentence = _refused(error.status)
        return ToldFailure(sentence.format(host=host, status=error.status), error.told(language))
    if isinstance(error, NetworkFailed):
        told = _network(error).format(host=host)
        return ToldFailure(told, error.told(language), isinstance(error, NotReached))
    if isinstance(error, ReceiptDoesNotMatch):
        text = QCoreApplication.translate(
            "VillageInternet",
            "The server's receipt is not for what was sent, so the plan is not taken as "
            "published; it waits in the plan. Tell the server's administrator the details.",
        )
        return ToldFailure(text, error.told(language))
    if isinstance(error, PlannerError):
        return ToldFailure(error.told(language))
    text = QCoreApplication.translate(
        "VillageInternet",
        "The plugin met an error of its own ({kind}); the plan is as it was. "
        "Please report it with the details.",
    )
    trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return ToldFailure(text.format(kind=type(error).__name__), trace)


def _refused(status: int) -> str:
    sentences = {
        401: QCoreApplication.translate(
            "VillageInternet",
            "{host} did not accept the sign-in (401), and nothing was changed. Choose another "
            "account, or ask the administrator for a new token.",
        ),
        403: QCoreApplication.translate(
            "VillageInternet",
            "Your account may not do this on {host} (403), and nothing was changed. Ask the "
            "administrator for the role that may.",
        ),
        404: QCoreApplication.translate(
            "VillageInternet",
            "{host} is no village Internet planner's server (404). Check the address.",
        ),
        413: QCoreApplication.translate(
            "VillageInternet",
            "{host} takes no request of this size (413), and nothing was changed. Ask the "
            "administrator to raise the limit.",
        ),
        429: QCoreApplication.translate(
            "VillageInternet",
            "{host} had too many requests from you (429), and nothing was changed. Try again in "
            "a few minutes.",
        ),
        507: QCoreApplication.translate(
            "VillageInternet",
            "The disk of {host} is full (507): nothing was changed there, and what was sent is "
            "kept. Tell its administrator, and publish again once there is room.",
        ),
    }
    other = QCoreApplication.translate(
        "VillageInternet",
        "{host} refused the request ({status}), and nothing was changed. Check the address, and "
        "whether this plugin is up to date.",
    )
    return sentences.get(status, other)


def _network(error: NetworkFailed) -> str:
    from village_internet_plugin.sharing.failures import (
        Busy,
        ClockDisagrees,
        Interrupted,
        NotReached,
        NotTrusted,
        TooSlow,
    )

    if isinstance(error, NotReached):
        return QCoreApplication.translate(
            "VillageInternet",
            "No connection to {host}: what you do is kept and can be published later.",
        )
    if isinstance(error, Busy):
        return QCoreApplication.translate(
            "VillageInternet",
            "{host} is busy at the moment; the plan is as it was. Try again in a few minutes.",
        )
    if isinstance(error, ClockDisagrees):
        return QCoreApplication.translate(
            "VillageInternet",
            "By this computer's clock the certificate of {host} does not hold today, so nothing "
            "was sent. Set the clock if it is wrong, else tell the server's administrator.",
        )
    if isinstance(error, NotTrusted):
        return QCoreApplication.translate(
            "VillageInternet",
            "{host} could not show that it is the server, so nothing was sent. Check the address, "
            "or choose the certificate file that its administrator handed out.",
        )
    if isinstance(error, (Interrupted, TooSlow)):
        return QCoreApplication.translate(
            "VillageInternet",
            "The connection to {host} broke off or was too slow; what was sent is kept and never "
            "stored twice. Try again.",
        )
    return QCoreApplication.translate(
        "VillageInternet",
        "The answer of {host} could not be understood; the plan is as it was. Check the address, "
        "and tell the administrator if it happens twice.",
    )


def _half_filled(error: PlannerError, language: str) -> ToldFailure:
    from village_internet_plugin.sharing.revision_document import RowCannotBeSent

    if not isinstance(error, RowCannotBeSent):
        return ToldFailure(error.told(language))
    words = COLUMN_WORDS.get(error.column)
    values = {
        "table": next(t.title for t in TABLES if t.name == error.table).say(language),
        "row": error.row,
        "name": error.name,
        "field": words.say(language) if words is not None else error.column,
    }
    if error.is_empty:
        text = QCoreApplication.translate(
            "VillageInternet",
            "{table}, row {row} ({name}): “{field}” is empty. Fill it in, or delete the row, and "
            "publish again.",
        )
    else:
        text = QCoreApplication.translate(
            "VillageInternet",
            "{table}, row {row} ({name}): “{field}” cannot be published as it is. Mend it and "
            "publish again.",
        )
    return ToldFailure(text.format(**values), error.told(language))
