# SPDX-License-Identifier: GPL-2.0-or-later
"""Which waivers a server stores: signed, reasoned, and of rules that may be waived at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.waiver import UNWAIVABLE_RULES, Waiver
from village_internet_plugin.rules.catalogue import BY_CODE
from village_internet_plugin.server import refusal_words as words

_AHEAD = timedelta(days=1)
"""How far a desktop's clock may be ahead; more would date a signature into the future."""


def waiver_refusal(waivers: Iterable[Waiver], now: datetime) -> Words | None:
    """Return the sentence that refuses the first waiver which cannot be stored, None without one.

    The rules are those this program knows, not those switched on in the rule set in force: a waiver
    of one that is switched off waives nothing, and shows no finding in QGIS by which the plan's
    people could take it back. For the same reason a subject that the plan no longer has (a hotspot
    removed, a village or funding source gone) is not refused: QGIS keeps the waivers of what is
    removed, and a document holds the plan's whole list. One without a time is dated by its
    revision. `now` is the database's, with its time zone.
    """
    for waiver in waivers:
        sentence = _refusal(waiver, now)
        if sentence is not None:
            return sentence.filled(
                rule=waiver.rule or words.NO_RULE, subject=waiver.subject, made_at=waiver.made_at
            )
    return None


def _refusal(waiver: Waiver, now: datetime) -> Words | None:
    if waiver.rule not in BY_CODE:
        return words.WAIVER_OF_UNKNOWN_RULE
    if waiver.rule in UNWAIVABLE_RULES:
        return words.WAIVER_CANNOT_BE
    if not waiver.subject.strip():
        return words.WAIVER_OF_NOTHING
    if not waiver.author.strip() or not waiver.reason.strip():
        return words.WAIVER_UNSIGNED
    if waiver.made_at is not None and not _can_be(waiver.made_at, now):
        return words.WAIVER_AT_NO_TIME
    return None


def _can_be(made_at: str, now: datetime) -> bool:
    try:
        moment = datetime.fromisoformat(made_at.replace("Z", "+00:00"))
    except ValueError:
        return False
    return moment.tzinfo is not None and moment <= now + _AHEAD
