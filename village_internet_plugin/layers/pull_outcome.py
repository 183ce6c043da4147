# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells what a pull brought that somebody has to look at: sentences, and records for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from village_internet_plugin.sharing.pulling import Pulled


def clash_records(pulled: Pulled) -> list[dict[str, Any]]:
    """Return every clash as an object; it has a `hotspot_id` or a `funding_source_id`."""
    return [asdict(clash) for clash in (*pulled.merge.clashes, *pulled.funding.clashes)]


def clash_sentences(pulled: Pulled) -> list[str]:
    """Return a sentence for each clash: what both sides changed, and what the plan has now."""
    hotspot_words = QCoreApplication.translate(
        "VillageInternet",
        "Hotspot {subject}: {what} was changed here and on the server; the plan keeps its own.",
    )
    source_words = QCoreApplication.translate(
        "VillageInternet",
        "Funding source {subject}: {what} was changed here and on the server; the plan keeps its "
        "own.",
    )
    anything = QCoreApplication.translate("VillageInternet", "it")
    return [
        (hotspot_words if "hotspot_id" in clash else source_words).format(
            subject=clash.get("hotspot_id") or clash.get("funding_source_id"),
            what=clash.get("field", anything),
        )
        for clash in clash_records(pulled)
    ]


def unpublished_sentences(pulled: Pulled, name_of: Callable[[str], str] = str) -> list[str]:
    """Return a sentence for each funding source that says something else than on the server.

    Not every account may publish that, and a pull leaves it as it is. `name_of` says what people
    call a column.
    """
    from village_internet_plugin.sharing.funding_source_merging import differing_fields

    words = QCoreApplication.translate(
        "VillageInternet",
        "Funding source {subject} is not as on the server, which has {theirs}. Only its agency's "
        "steward can change it there; anyone else enters the server's values to publish.",
    )
    nothing = QCoreApplication.translate("VillageInternet", "nothing")
    on_server = {source.funding_source_id: source for source in pulled.base.funding_sources}
    sentences = []
    for source in pulled.funding.sources:
        theirs = on_server.get(source.funding_source_id)
        names = differing_fields(source, theirs) if theirs is not None else ()
        values = [(name, getattr(theirs, name)) for name in names]
        if values:
            told = ", ".join(
                f"{name_of(name)} = {nothing if value is None else value}" for name, value in values
            )
            sentences.append(words.format(subject=source.funding_source_id, theirs=told))
    return sentences
