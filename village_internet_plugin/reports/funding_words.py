# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of a funding source: its name, its points and rupiah, what an overrun would need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.languages import Words, number_text, rupiah_text
from village_internet_plugin.reports.funding_state import SourceState

POINTS_WORDS, RUPIAH_WORDS = Words("Points", "Titik"), Words("Rupiah", "Rupiah")
USED, PLANNED = Words("used", "terpakai"), Words("planned", "rencana")
LEFT, OVER = Words("left", "sisa"), Words("over", "lebih")
OVERRUN = Words("Overrun", "Melampaui")
NAMED_AT_MOST = 4
"""How many hotspots to take away are named; the rest are counted."""

_USED_PART = Words("{amount} used", "{amount} terpakai")
_PLANNED_PART = Words("{amount} planned", "{amount} rencana")
_LEFT_PART = Words("{amount} left", "sisa {amount}")
_OVER_PART = Words("{amount} over", "lebih {amount}")
_NO_QUOTA = Words("no quota", "tanpa kuota")
_NO_BUDGET = Words("no budget", "tanpa pagu")
_ROUNDS = {"initial": Words("initial budget", "murni"), "revised": Words("revised", "perubahan")}
_ONE_POINT, _POINTS = Words("1 point", "1 titik"), Words("{count} points", "{count} titik")
_AND = Words("{one} and {other}", "{one} dan {other}")
_NEEDS = Words(
    "{amount} more would be needed, or take away what was placed last: {names}.",
    "Perlu tambahan {amount}, atau tarik yang ditempatkan terakhir: {names}.",
)
_AND_MORE = Words("{names} and {count} more", "{names} dan {count} lainnya")
_SHORT = (
    (1_000_000_000_000, Words("Rp{amount} tn", "Rp{amount} T")),
    (1_000_000_000, Words("Rp{amount} bn", "Rp{amount} M")),
    (1_000_000, Words("Rp{amount} m", "Rp{amount} jt")),
)


class Measure(NamedTuple):
    """Points or rupiah of a source, for a bar and the line above it."""

    used: int
    planned: int
    limit: int | None
    text: str
    short_text: str
    """The same for a narrow place, without the words that the legend of the bars says."""
    rest_text: str
    """Only what is left or over."""

    @property
    def asked(self) -> int:
        """Used and planned together."""
        return self.used + self.planned

    @property
    def over(self) -> int:
        """By how much the limit is exceeded."""
        return 0 if self.limit is None else max(0, self.asked - self.limit)


def source_title(source: FundingSource) -> str:
    """Return what to call a source: its programme, else its id."""
    return source.programme or source.funding_source_id


def source_subtitle(source: FundingSource, language: str) -> str:
    """Return who pays when: ``Kabupaten Paser · 2026 · initial budget``."""
    parts = [source.agency, str(source.fiscal_year)]
    words = _ROUNDS.get(source.budget_round or "")
    if words is not None:
        parts.append(words.say(language))
    return " · ".join(part for part in parts if part)


def points_of(state: SourceState, language: str) -> Measure:
    """Return a source's points, told in `language`."""
    left = state.points_left
    amounts = (state.used.points, state.planned.points, left)
    texts = [None if amount is None else number_text(abs(amount), language) for amount in amounts]
    return _measure(amounts, texts, state.source.point_quota, _NO_QUOTA, language)


def rupiah_of(state: SourceState, language: str) -> Measure:
    """Return a source's money, told in `language` in round numbers."""
    left = state.idr_left
    amounts = (state.used.idr, state.planned.idr, left)
    texts = [None if amount is None else short_rupiah(abs(amount), language) for amount in amounts]
    return _measure(amounts, texts, state.source.budget_idr, _NO_BUDGET, language)


def short_rupiah(amount_idr: int, language: str) -> str:
    """Return an amount in three digits: Rp1.25 bn or Rp1,25 M; exact below a million.

    A sum that is left or over never reads as nothing: it is rounded to digits, not to millions.
    """
    for worth, words in _SHORT:
        if abs(amount_idr) >= worth:
            amount = amount_idr / worth
            decimals = 2 if abs(amount) < 10 else 1 if abs(amount) < 100 else 0
            text = number_text(amount, language, decimals)
            mark = "," if language == "id" else "."
            if decimals:
                text = text.rstrip("0").rstrip(mark)
            return words.say(language, amount=text)
    return rupiah_text(amount_idr, language)


def source_sentence(state: SourceState, language: str) -> str:
    """Return the whole state of a source in words, exact, for a tooltip and for a screen reader."""
    source = state.source
    heads = (POINTS_WORDS, RUPIAH_WORDS)
    lines = [f"{source_title(source)} ({source_subtitle(source, language)})"]
    for head, exact in zip(heads, (_exact_points(state, language), _exact_money(state, language))):
        lines.append(f"{head.say(language)}: {exact}")
    return "\n".join(lines)


def overrun_sentence(state: SourceState, names: Sequence[str], language: str) -> str:
    """Return what an overrun would need; empty when there is none.

    `names` are what the hotspots to take away (`SourceState.take_away`) are called.
    """
    if not state.is_overrun:
        return ""
    needs = []
    if state.points_short:
        needs.append(points_text(state.points_short, language))
    if state.idr_short:
        needs.append(rupiah_text(state.idr_short, language))
    amount = needs[0] if len(needs) == 1 else _AND.say(language, one=needs[0], other=needs[1])
    return _NEEDS.say(language, amount=amount, names=named(names, language))


def signed_rupiah(amount_idr: int, language: str) -> str:
    """Return an exact amount with its minus sign, if any, where it is seen: −Rp65,000,000."""
    sign = "−" if amount_idr < 0 else ""
    return sign + rupiah_text(abs(amount_idr), language)


def points_text(count: int, language: str) -> str:
    """Return a number of points with its noun."""
    if count == 1:
        return _ONE_POINT.say(language)
    return _POINTS.say(language, count=number_text(count, language))


def named(names: Sequence[str], language: str) -> str:
    """Return some names as one text; those beyond `NAMED_AT_MOST` are counted."""
    if len(names) > NAMED_AT_MOST + 1:
        listed = ", ".join(names[:NAMED_AT_MOST])
        count = number_text(len(names) - NAMED_AT_MOST, language)
        return _AND_MORE.say(language, names=listed, count=count)
    if len(names) < 2:
        return "".join(names)
    return _AND.say(language, one=", ".join(names[:-1]), other=names[-1])


def _measure(
    amounts: tuple[int, int, int | None],
    texts: list[str | None],
    limit: int | None,
    unlimited: Words,
    language: str,
) -> Measure:
    used, planned, left = amounts
    words = _OVER_PART if left is not None and left < 0 else _LEFT_PART
    rest = unlimited.say(language) if left is None else words.say(language, amount=texts[2])
    parts = (
        _USED_PART.say(language, amount=texts[0]),
        _PLANNED_PART.say(language, amount=texts[1]),
        rest,
    )
    short = f"{texts[0]} + {texts[1]} · {rest}"
    return Measure(used, planned, limit, " · ".join(parts), short, rest)


def _exact_points(state: SourceState, language: str) -> str:
    return points_of(state, language).text


def _exact_money(state: SourceState, language: str) -> str:
    amounts = (state.used.idr, state.planned.idr, state.idr_left)
    texts = [None if amount is None else rupiah_text(abs(amount), language) for amount in amounts]
    return _measure(amounts, texts, state.source.budget_idr, _NO_BUDGET, language).text
