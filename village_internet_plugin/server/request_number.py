# SPDX-License-Identifier: GPL-2.0-or-later
"""The number a request is known by: in its answer, in the log, in what a user quotes."""

from __future__ import annotations

import secrets

_BYTES = 6


def new_number() -> str:
    """Return a number of 12 hexadecimal digits; it tells nothing of whoever asked."""
    return secrets.token_hex(_BYTES)
