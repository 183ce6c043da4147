# SPDX-License-Identifier: GPL-2.0-or-later
"""One line of JSON per event, without names of persons, addresses or tokens."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import datetime, timezone

LOGGER = logging.getLogger("village_internet")


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
    places = [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-8:]
    ]
    LOGGER.error(_line(event, {"error": type(error).__name__, "places": places, **facts}))


def _line(event: str, facts: dict[str, object]) -> str:
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    return json.dumps({"time": now, "event": event, **facts}, ensure_ascii=False, default=str)
