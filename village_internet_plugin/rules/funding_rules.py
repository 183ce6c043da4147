# SPDX-License-Identifier: GPL-2.0-or-later
"""VI401-VI405: who pays, within which quota, budget and term, and nobody twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.village import Village
from village_internet_plugin.facts.columns import Booleans
from village_internet_plugin.facts.hotspot_facts import HotspotFacts, SourceFacts
from village_internet_plugin.rules.parameters import Parameter, RowParameters
from village_internet_plugin.rules.rule import (
    MONTHS,
    POINTS,
    RUPIAH,
    YEAR,
    Judgement,
    Rule,
    SubjectFault,
    Values,
)


def _funding_known(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    sources = facts.funding.source
    variants = np.array(_funding_faults(facts), dtype=np.object_)
    failing = facts.active & np.array([variant is not None for variant in variants], dtype=np.bool_)
    if not failing.any():
        return Judgement(failing)
    wrong_year = variants == "year"
    years = [source.fiscal_year if source else np.nan for source in sources]

    def changes(row: int) -> Values | None:
        mends = wrong_year[row] and _pays_for(sources[row], facts.place.village[row])
        return {"year": sources[row].fiscal_year} if mends else None

    def values(row: int) -> Values:
        village = facts.place.village[row]
        return {
            "source": facts.hotspots[row].funding_source_id,
            "year": facts.hotspots[row].year,
            "fiscal_year": sources[row].fiscal_year if sources[row] else None,
            "kind": village.kind if village else None,
            "kinds": ", ".join(sorted(sources[row].kinds())) if sources[row] else None,
        }

    return Judgement(
        failing,
        np.where(wrong_year, facts.numbers("year"), np.nan),
        np.where(wrong_year, years, np.nan),
        variants=variants,
        values=values,
        changes=changes,
    )


def _funding_faults(facts: HotspotFacts) -> list[str | None]:
    """Return for each hotspot the first reason why its funding source cannot pay for it."""
    known: dict[tuple[object, ...], str | None] = {}
    faults = []
    for hotspot, village, source in zip(facts.hotspots, facts.place.village, facts.funding.source):
        # All that the answer hangs on; a plan has few sources, years and kinds of village.
        kind = village.kind if village is not None else None
        key = (hotspot.funding_source_id, hotspot.year, kind)
        if key not in known:
            known[key] = _funding_fault(hotspot, village, source)
        faults.append(known[key])
    return faults


def _funding_fault(
    hotspot: Hotspot, village: Village | None, source: FundingSource | None
) -> str | None:
    if not (hotspot.funding_source_id or "").strip():
        return "none"
    if source is None:
        return "unknown"
    if not (source.agency or "").strip():
        return "payer"
    if hotspot.year is not None and hotspot.year != source.fiscal_year:
        return "year"
    return None if _pays_for(source, village) else "kind"


def _pays_for(source: FundingSource, village: Village | None) -> bool:
    """Tell whether a source pays for villages of this kind; an unknown kind is not held against."""
    kinds = source.kinds()
    if not kinds or village is None or not village.kind:
        return True
    return village.kind.casefold() in kinds


def _point_quota(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    return _beyond(facts, facts.funding.over_quota, "point_quota")


def _sources_over_quota(
    sources: Sequence[SourceFacts], limits: RowParameters
) -> list[SubjectFault]:
    return [
        _over(facts.source, facts.points, facts.source.point_quota)
        for facts in sources
        if facts.source.point_quota is not None and facts.points > facts.source.point_quota
    ]


def _budget(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    return _beyond(facts, facts.funding.over_budget, "budget_idr")


def _sources_over_budget(
    sources: Sequence[SourceFacts], limits: RowParameters
) -> list[SubjectFault]:
    return [
        _over(facts.source, facts.cost_idr, facts.source.budget_idr)
        for facts in sources
        if facts.source.budget_idr is not None and facts.cost_idr > facts.source.budget_idr
    ]


def _beyond(facts: HotspotFacts, beyond: Booleans, limit: str) -> Judgement:
    """Judge hotspots by what is `beyond` the `limit` (a column) of their funding source.

    What the source's points come to stands on the source alone: on thousands of hotspots it would
    be another number after each edit of any of them.
    """
    failing = facts.active & beyond
    if not failing.any():
        return Judgement(failing)
    sources = facts.funding.source
    return Judgement(
        failing,
        np.nan,
        np.array([_or_nan(source and getattr(source, limit)) for source in sources]),
        variants=np.full(len(facts), "hotspot"),
        values=lambda row: {"source": sources[row].funding_source_id},
    )


def _over(source: FundingSource, measured: int, limit: int) -> SubjectFault:
    values = {
        "source": source.funding_source_id,
        "excess": measured - limit,
        "excess_idr": measured - limit,
    }
    return SubjectFault(source.funding_source_id, "source", measured, limit, values)


def _double_funding(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    return Judgement(
        facts.active & (facts.village.funded_by_others > 0),
        facts.village.funded_by_others,
        0.0,
        values=lambda row: {
            "village": facts.place.village[row].name,
            "agencies": facts.village.other_agencies[row],
            "year": facts.hotspots[row].year,
        },
    )


def _service_term(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    months, least = facts.numbers("service_months"), limits.number("min_months")
    term = np.array([_or_nan(source and source.service_months) for source in facts.funding.source])
    too_long = months > term
    failing = facts.active & (too_long | (months < least))
    if not failing.any():
        return Judgement(failing)
    # The fewest whole months wanted, the most the source pays for; they may rule each other out.
    fewest, most = np.ceil(least), np.where(np.isfinite(term), term, np.inf)

    def changes(row: int) -> Values | None:
        if fewest[row] > most[row]:
            return None
        return {"service_months": int(most[row] if too_long[row] else fewest[row])}

    return Judgement(
        failing,
        months,
        np.where(too_long, term, least),
        variants=np.where(too_long, "long", "short"),
        values=lambda row: {"source": facts.hotspots[row].funding_source_id},
        changes=changes,
    )


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else float(value)


FUNDING_KNOWN = Rule(
    code="VI401",
    name="funding-known",
    severity=ERROR,
    unit=YEAR,
    title=Words("Known funding source", "Sumber dana jelas"),
    what=Words(
        "The hotspot's funding source exists, in its year, for its kind of village.",
        "Sumber dana titik ada, untuk tahunnya, dan untuk jenis desanya.",
    ),
    why=Words(
        "A point nobody may pay for is not a plan.",
        "Titik yang tidak boleh dibayar siapa pun bukanlah rencana.",
    ),
    how_to_fix=Words(
        "Choose a funding source that pays in this year for this kind of village.",
        "Pilih sumber dana untuk tahun ini dan jenis desa ini.",
    ),
    messages={
        "none": Words(
            "{hotspot} names no funding source.", "{hotspot} belum menyebut sumber dana."
        ),
        "unknown": Words(
            "The funding source {source} of {hotspot} is not among the plan's.",
            "Sumber dana {source} untuk {hotspot} tidak ada dalam rencana.",
        ),
        "payer": Words(
            "{source}, the funding source of {hotspot}, does not say which agency pays.",
            "{source}, sumber dana {hotspot}, belum menyebut instansi yang membayar.",
        ),
        "year": Words(
            "{hotspot} is planned for {year}, but {source} pays in {fiscal_year}.",
            "{hotspot} direncanakan tahun {year}, sedangkan {source} untuk {fiscal_year}.",
        ),
        "kind": Words(
            "{hotspot} is in a {kind}, but {source} pays for {kinds} only.",
            "{hotspot} berada di {kind}, sedangkan {source} hanya untuk {kinds}.",
        ),
    },
    judge=_funding_known,
)

POINT_QUOTA = Rule(
    code="VI402",
    name="point-quota",
    severity=ERROR,
    unit=POINTS,
    title=Words("Within the quota", "Dalam kuota titik"),
    what=Words(
        "A funding source pays for no more points than its quota.",
        "Jumlah titik per sumber dana tidak melebihi kuotanya.",
    ),
    why=Words("The quota is what was decided.", "Kuota adalah yang sudah diputuskan."),
    how_to_fix=Words(
        "Take back the points placed last, or give them another funding source.",
        "Tarik titik yang ditempatkan terakhir, atau pindahkan ke sumber dana lain.",
    ),
    messages={
        "source": Words(
            "{source} has {measured} points; its quota is {limit} ({excess} too many).",
            "{source} punya {measured} titik; kuotanya {limit} (lebih {excess}).",
        ),
        "hotspot": Words(
            "{hotspot} is beyond the quota of {source}: no more than {limit} points.",
            "{hotspot} melampaui kuota {source}: paling banyak {limit} titik.",
        ),
    },
    judge=_point_quota,
    judge_sources=_sources_over_quota,
)

BUDGET = Rule(
    code="VI403",
    name="budget",
    severity=ERROR,
    unit=RUPIAH,
    title=Words("Within the budget", "Dalam anggaran"),
    what=Words(
        "What the points cost over their term stays within the source's budget.",
        "Biaya titik selama masa layanan tidak melebihi anggaran sumber dana.",
    ),
    why=Words(
        "Running costs outlast the building; Kaltim had to halve bandwidths for lack of them.",
        "Biaya langganan berjalan terus; Kaltim pernah memangkas kecepatan karenanya.",
    ),
    how_to_fix=Words(
        "Lower the costs or the months, take back points, or raise the budget.",
        "Turunkan biaya atau bulan layanan, tarik titik, atau tambah anggaran.",
    ),
    messages={
        "source": Words(
            "The points of {source} cost {measured_idr}; its budget is {limit_idr} "
            "({excess_idr} too much).",
            "Titik-titik {source} berbiaya {measured_idr}; anggarannya {limit_idr} "
            "(lebih {excess_idr}).",
        ),
        "hotspot": Words(
            "With {hotspot} the points of {source} are over its budget of {limit_idr}.",
            "Dengan {hotspot}, biaya titik {source} melampaui anggarannya, {limit_idr}.",
        ),
    },
    judge=_budget,
    judge_sources=_sources_over_budget,
)

DOUBLE_FUNDING = Rule(
    code="VI404",
    name="double-funding",
    severity=ERROR,
    unit=POINTS,
    title=Words("Nobody pays twice", "Tidak didanai ganda"),
    what=Words(
        "No other agency funds a point in the same village in the same year.",
        "Tidak ada instansi lain yang mendanai titik di desa yang sama pada tahun yang sama.",
    ),
    why=Words(
        "Public money must not pay twice for one village.",
        "Dana publik tidak boleh dibayarkan dua kali untuk satu desa.",
    ),
    how_to_fix=Words(
        "Agree with the other agency who takes this village, or move the point's year.",
        "Sepakati dengan instansi lain siapa yang menangani desa ini, atau geser tahunnya.",
    ),
    messages={
        "plain": Words(
            "A point in {village} is funded in {year} by {agencies} too, besides {hotspot}.",
            "{agencies} juga mendanai titik di {village} tahun {year}, seperti {hotspot}.",
        )
    },
    judge=_double_funding,
)

SERVICE_TERM = Rule(
    code="VI405",
    name="service-term",
    severity=WARNING,
    unit=MONTHS,
    title=Words("Months of service", "Masa layanan"),
    what=Words(
        "The months paid for are within the source's term and not too few.",
        "Bulan layanan tidak melebihi masa sumber dana dan tidak terlalu singkat.",
    ),
    why=Words(
        "Service beyond the term is nobody's to pay; a few months help nobody.",
        "Layanan melewati masa dana tidak ada yang membayar; beberapa bulan saja percuma.",
    ),
    how_to_fix=Words(
        "Set the months within these limits.", "Sesuaikan jumlah bulan dengan batas ini."
    ),
    messages={
        "long": Words(
            "{hotspot} is paid for {measured} months; {source} pays for {limit} at most.",
            "{hotspot} dibayar {measured} bulan; {source} paling lama {limit} bulan.",
        ),
        "short": Words(
            "{hotspot} is paid for {measured} months; at least {limit} are wanted.",
            "{hotspot} dibayar {measured} bulan; paling sedikit {limit} bulan.",
        ),
    },
    judge=_service_term,
    parameters=(
        Parameter(
            "min_months",
            12,
            Words("Months of service at least", "Bulan layanan paling sedikit"),
            "A budget year; the agency sets it",
        ),
    ),
)

FUNDING_RULES = (FUNDING_KNOWN, POINT_QUOTA, BUDGET, DOUBLE_FUNDING, SERVICE_TERM)
