# SPDX-License-Identifier: GPL-2.0-or-later
"""What a smaller quota or budget does, in sentences: what stays, what waits, how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.limit_words import joined, people_words, rupiah_words
from village_internet_plugin.siting.objective_words import weighted_words
from village_internet_plugin.siting.present_choice import PresentChoice

NO_SOURCE = Words(
    "The plan has no funding source {source}. Name one of these: {known}.",
    "Rencana ini tidak punya sumber dana {source}. Sebutkan salah satu dari: {known}.",
)
NO_LIMIT = Words(
    "{source} has neither a budget nor a quota, and none was given. Say what it has from now on: "
    "a budget, a quota, or both.",
    "{source} tidak punya anggaran maupun kuota, dan tidak ada yang diberikan. Sebutkan yang "
    "berlaku sekarang: anggaran, kuota, atau keduanya.",
)
STRANGE_PIN = Words(
    "{hotspot} is to stay in any case, but {source} pays for no such hotspot. Name the hotspot_id "
    "of one of its own.",
    "{hotspot} diminta tetap, tetapi {source} tidak membiayai titik itu. Sebutkan hotspot_id salah "
    "satu titiknya.",
)
IMPOSSIBLE = Words(
    "{source} cannot shrink so far: what is installed, operating, suspended or pinned stays in any "
    "case, and that alone is {over}: {names}. Give it at least that, or unpin some.",
    "{source} tidak dapat menyusut sejauh itu: yang terpasang, beroperasi, dihentikan sementara, "
    "atau disematkan tetap ada, dan itu saja sudah {over}: {names}. Beri paling sedikit sebesar "
    "itu, atau lepaskan sematan sebagian.",
)
_OVER_POINTS = Words(
    "{points} of {quota} points in the new quota", "{points} titik dari kuota baru {quota} titik"
)
_OVER_IDR = Words(
    "{idr} of the new budget of {budget}", "{idr} dari anggaran baru sebesar {budget}"
)
_BOTH = Words("{one} and {other}", "{one} dan {other}")
_ALL_STAY = Words(
    "Within its new limits {source} still pays for all its hotspots ({count}): nothing moves.",
    "Dalam batas barunya {source} tetap membiayai semua titiknya ({count}): tidak ada yang pindah.",
)
_STAY = Words(
    "Of the hotspots of {source} {stay} stay and {go} have to go; that saves it {idr}.",
    "Dari titik-titik {source}, {stay} tetap dan {go} harus keluar; itu menghemat {idr}.",
)
_FIXED = Words(
    "{count} of those that stay are installed, operating, suspended or pinned, and were not up "
    "for choice.",
    "{count} di antara yang tetap sudah terpasang, beroperasi, dihentikan sementara, atau "
    "disematkan, sehingga tidak ikut dipilih.",
)
_TO = Words("To {source} ({year}): {names}.", "Ke {source} ({year}): {names}.")
_NOWHERE = Words(
    "No later source of the same agency has room for {names}: kept in the plan as “Replaced”, "
    "counted nowhere.",
    "Tidak ada sumber dana berikutnya dari instansi yang sama yang dapat menampung {names}: tetap "
    "tersimpan dalam rencana sebagai “Diganti”, tidak dihitung di mana pun.",
)
_TODAY = Words("All of them as planned. {union}", "Semuanya sesuai rencana. {union}")
_KEPT = Words("Those that stay. {union}", "Yang tetap. {union}")
_PROVEN = Words(
    "Proven: no other choice within the new limits keeps more than {unit}.",
    "Terbukti: tidak ada pilihan lain dalam batas baru yang mempertahankan lebih dari {unit}.",
)
_UNPROVEN = Words(
    "The choice keeps {unit}; that no other keeps more than {most} is proven. Seek longer to know "
    "more.",
    "Pilihan ini mempertahankan {unit}; terbukti tidak ada pilihan yang mempertahankan lebih dari "
    "{most}. Cari lebih lama untuk mengetahui lebih banyak.",
)
_UNWEIGHED = Words(
    "Hotspots without a place in a known village: {count}. Whom they reach is not known, so they "
    "got what the others left.",
    "Titik tanpa posisi di desa yang dikenal: {count}. Siapa yang dijangkaunya tidak diketahui, "
    "jadi titik itu mendapat sisa dari yang lain.",
)
_LOST = Words(
    "In {year} {people} are not reached who would have been, each counted once.",
    "Pada tahun {year}, {people} yang semula akan terjangkau menjadi tidak terjangkau, "
    "masing-masing dihitung satu kali.",
)
_NOBODY = Words(
    "In {year} nobody loses by it: whom the others reach, some that stay reach too.",
    "Pada tahun {year} tidak ada yang dirugikan: warganya juga terjangkau titik yang tetap.",
)
_LATER = Words(
    "From {source} ({year}) on, which takes over {count}, {people} still wait.",
    "Sejak {source} ({year}), yang mengambil alih {count} titik, {people} masih menunggu.",
)
_LATER_NOBODY = Words(
    "From {source} ({year}) on, which takes over {count}, nobody waits any more.",
    "Sejak {source} ({year}), yang mengambil alih {count} titik, tidak ada lagi yang menunggu.",
)
_LATER_UNPROVEN = Words(
    "That {source} takes over the best of them is not proven: its time was up.",
    "Belum terbukti bahwa {source} mengambil alih pilihan terbaik: waktunya habis.",
)


def over_words(
    source: FundingSource, points: int, idr: int, over_points: bool, over_idr: bool
) -> Words:
    """Return by how much what stays in any case is more than a source's new limits."""
    quota = _OVER_POINTS.filled(
        points=number_words(points), quota=number_words(source.point_quota or 0)
    )
    money = _OVER_IDR.filled(idr=rupiah_words(idr), budget=rupiah_words(source.budget_idr or 0))
    if over_points and over_idr:
        return _BOTH.filled(one=quota, other=money)
    return quota if over_points else money


def shrunk_words(
    source: FundingSource,
    fixed: int,
    stays: int,
    moved: Sequence[tuple[str, FundingSource | None]],
    idr_saved: int,
    choice: PresentChoice,
) -> list[Words]:
    """Return what stays, what goes where, what it saves, and the proof."""
    name = source.funding_source_id
    if not moved:
        return [_ALL_STAY.filled(source=name, count=number_words(fixed + stays))]
    said = [
        _STAY.filled(
            source=name,
            stay=number_words(fixed + stays),
            go=number_words(len(moved)),
            idr=rupiah_words(idr_saved),
        )
    ]
    if fixed:
        said.append(_FIXED.filled(count=number_words(fixed)))
    said.extend(_where(moved))
    said.append(_proof(choice))
    said.append(_TODAY.filled(union=choice.all_of_them.words))
    said.append(_KEPT.filled(union=choice.kept.words))
    if choice.unweighed:
        said.append(_UNWEIGHED.filled(count=number_words(len(choice.unweighed))))
    return said


def waiting_words(
    waiting: Sequence[tuple[FundingSource, int, int, bool]],
) -> list[Words]:
    """Return who waits in the source's year, and from each source on that takes hotspots over."""
    (source, _, people, _), *later = waiting
    words = _LOST if people else _NOBODY
    said = [words.filled(year=source.fiscal_year, people=people_words(people))]
    for taker, count, left, is_proven in later:
        if not count:
            continue
        words = _LATER if left else _LATER_NOBODY
        values = {"source": taker.funding_source_id, "year": taker.fiscal_year}
        said.append(words.filled(**values, count=number_words(count), people=people_words(left)))
        if not is_proven:
            said.append(_LATER_UNPROVEN.filled(source=taker.funding_source_id))
    return said


def _where(moved: Sequence[tuple[str, FundingSource | None]]) -> list[Words]:
    by_source: dict[str, tuple[FundingSource, list[str]]] = {}
    nowhere = []
    for label, to in moved:
        if to is None:
            nowhere.append(label)
        else:
            by_source.setdefault(to.funding_source_id, (to, []))[1].append(label)
    said = [
        _TO.filled(source=to.funding_source_id, year=to.fiscal_year, names=joined(names))
        for to, names in by_source.values()
    ]
    if nowhere:
        said.append(_NOWHERE.filled(names=joined(nowhere)))
    return said


def _proof(choice: PresentChoice) -> Words:
    unit = weighted_words(choice.problem, choice.objective, choice.kept.total)
    if choice.is_proven:
        return _PROVEN.filled(unit=unit)
    most = weighted_words(choice.problem, choice.bound)
    return _UNPROVEN.filled(unit=unit, most=most)
