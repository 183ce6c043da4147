# SPDX-License-Identifier: GPL-2.0-or-later
"""The oracle's rules on who pays (VI401 to VI405)."""

from __future__ import annotations

from oracle.case import Row, Verdict
from oracle.ground import Ground, key, last


def _source(ground: Ground, row: Row) -> Row | None:
    return ground.sources.get(row["funding_source_id"])


def _paid_by(ground: Ground, source: Row) -> list[Row]:
    return [row for row in ground.active if row["funding_source_id"] == source["funding_source_id"]]


def _on_source(ground: Ground, rule: str, source: Row, total: float, unit: str) -> Verdict:
    limit = source["point_quota"] if rule == "VI402" else source["budget_idr"]
    severity = ground.case.rules[rule]["severity"]
    subject = source["funding_source_id"]
    return Verdict(rule, severity, "funding_source", subject, float(total), float(limit), unit)


def funding_known(ground: Ground) -> list[Verdict]:
    """VI401: the source is unknown, of another year, or not for this kind of village."""
    verdicts = []
    for row in ground.active:
        source, village = _source(ground, row), ground.village(row)
        if source is None:
            verdicts.append(ground.of("VI401", row))
        elif row["year"] is not None and row["year"] != source["fiscal_year"]:
            verdicts.append(
                ground.of("VI401", row, float(row["year"]), float(source["fiscal_year"]), "year")
            )
        elif village is not None and village["kind"] is not None:
            kinds = [kind.strip() for kind in (source["village_kinds"] or "").split(",")]
            kinds = [kind for kind in kinds if kind]
            if kinds and village["kind"] not in kinds:
                verdicts.append(ground.of("VI401", row))
    return verdicts


def point_quota(ground: Ground) -> list[Verdict]:
    """VI402: more points than the source's quota; the last placed are too many."""
    verdicts = []
    for source in ground.sources.values():
        paid, quota = _paid_by(ground, source), source["point_quota"]
        if quota is None or len(paid) <= quota:
            continue
        verdicts.append(_on_source(ground, "VI402", source, len(paid), "points"))
        verdicts += [
            ground.of("VI402", row, None, float(quota), "points")
            for row in last(paid, len(paid) - quota)
        ]
    return verdicts


def _cost(row: Row, source: Row) -> int:
    """Capex + opex times months; the source's months where the hotspot names none; empty is 0."""
    months = row["service_months"]
    if months is None:
        months = source["service_months"] or 0
    return (row["capex_idr"] or 0) + (row["opex_idr_per_month"] or 0) * months


def budget(ground: Ground) -> list[Verdict]:
    """VI403: the costs exceed the source's budget; on each hotspot past which the sum is over."""
    verdicts = []
    for source in ground.sources.values():
        paid, budget_idr = _paid_by(ground, source), source["budget_idr"]
        total = sum(_cost(row, source) for row in paid)
        if budget_idr is None or total <= budget_idr:
            continue
        verdicts.append(_on_source(ground, "VI403", source, total, "IDR"))
        running = 0
        for row in paid:
            running += _cost(row, source)
            if running > budget_idr and _cost(row, source) > 0:
                verdicts.append(ground.of("VI403", row, None, float(budget_idr), "IDR"))
    return verdicts


def _payer(ground: Ground, row: Row) -> str:
    source = _source(ground, row)
    return key(source["agency"] if source is not None else ground.case.agency)


def double_funding(ground: Ground) -> list[Verdict]:
    """VI404: another agency pays for a point in the same village in the same year."""
    verdicts = []
    payers = [(other, _payer(ground, other)) for other in ground.active]
    payers += [(other, key(other["agency"])) for other in ground.others]
    for row in ground.active:
        if ground.village(row) is None or row["year"] is None:
            continue
        payer = _payer(ground, row)
        doubled = sum(
            other["village_code"] == row["village_code"]
            and other["year"] == row["year"]
            and other_payer != payer
            for other, other_payer in payers
        )
        if doubled:
            verdicts.append(ground.of("VI404", row, float(doubled), 0.0, "points"))
    return verdicts


def service_term(ground: Ground) -> list[Verdict]:
    """VI405: more months than the source pays for, or fewer than min_months."""
    verdicts = []
    for row in ground.active:
        months, source = row["service_months"], _source(ground, row)
        if months is None:
            continue
        term = source["service_months"] if source is not None else None
        min_months = ground.limit("VI405", "min_months", row)
        if term is not None and months > term:
            verdicts.append(ground.of("VI405", row, float(months), float(term), "months"))
        elif months < min_months:
            verdicts.append(ground.of("VI405", row, float(months), float(min_months), "months"))
    return verdicts
