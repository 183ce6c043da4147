# SPDX-License-Identifier: GPL-2.0-or-later
"""One line of JSON per event, without names of persons, addresses or tokens."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import datetime, timezone

LOGGER = logging.getLogger("village_internet")

_BY_CLIENT = re.compile(r"(ip=|request )\S.*", re.DOTALL)
"""Where in a sentence of gunicorn what a client is or wrote begins."""


def start_logging() -> None:
    """Send our events, and nothing a library says about requests, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def log_event(event: str, **facts: object) -> None:
    """Write one event; `facts` are plain values that name nobody."""
    LOGGER.info(_line(event, facts))


def log_fault(event: str, error: BaseException, **facts: object) -> None:
    """Write a failure with the places in the code it passed through.

    Not the error's own text: a database's message can quote rows, and rows name people.
    """
    LOGGER.error(_line(event, {"error": type(error).__name__, "places": _places(error), **facts}))


class ProgramLine(logging.Formatter):
    """Writes what gunicorn and the libraries say as such a line, too.

    From a warning on, their words can hold an address or what was asked for: of these only the
    fixed part is told, and where in the code it was.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        facts: dict[str, object] = {"level": record.levelname.lower(), "program": record.name}
        if record.levelno < logging.WARNING:
            facts["message"] = record.getMessage()
        else:
            facts["message"] = _BY_CLIENT.sub(r"\1…", str(record.msg))
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            facts.update(error=type(error).__name__, places=_places(error))
        return _line("program", facts)


def _places(error: BaseException) -> list[str]:
    return [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-8:]
    ]


def _line(event: str, facts: dict[str, object]) -> str:
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    return json.dumps({"time": now, "event": event, **facts}, ensure_ascii=False, default=str)
