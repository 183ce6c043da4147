# SPDX-License-Identifier: GPL-2.0-or-later
"""A finding that a named person accepts for a stated reason."""

from __future__ import annotations

from dataclasses import dataclass

UNWAIVABLE_RULES = ("VI402", "VI403")
"""A quota and a budget bind whoever signs: the shared server holds to them, waived or not."""


@dataclass(frozen=True)
class Waiver:
    """Accepts the findings of `rule` on `subject`; `made_at` is ISO 8601 with a time zone."""

    rule: str
    subject: str
    reason: str
    author: str
    made_at: str | None = None
