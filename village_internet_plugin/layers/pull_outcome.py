# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells what a pull brought that somebody has to look at: sentences, and records for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from village_internet_plugin.sharing.pulling import Pulled


def clash_records(pulled: Pulled) -> list[dict[str, Any]]:
    """Return every clash as an object; it has a `hotspot_id`, `funding_source_id` or `rule`."""
    from village_internet_plugin.sharing.settling import clashes_of

    return [asdict(clash) for clash in clashes_of(pulled)]


def clash_sentences(pulled: Pulled) -> list[str]:
    """Return a sentence for each clash: what both sides changed, and to what."""
    return [_clash_sentence(clash) for clash in clash_records(pulled)]


def _clash_sentence(clash: dict[str, Any]) -> str:
    if "hotspot_id" in clash:
        subject = QCoreApplication.translate("VillageInternet", "Hotspot {name}")
    elif "funding_source_id" in clash:
        subject = QCoreApplication.translate("VillageInternet", "Funding source {name}")
    else:
        subject = QCoreApplication.translate("VillageInternet", "Waiver of {rule} for {name}")
    name = clash.get("hotspot_id") or clash.get("funding_source_id") or clash.get("subject")
    told = {"subject": subject.format(name=name, rule=clash.get("rule"))}
    if "removed_by" in clash:
        words = (
            QCoreApplication.translate(
                "VillageInternet", "{subject}: removed here, changed on the server."
            )
            if clash["removed_by"] == "ours"
            else QCoreApplication.translate(
                "VillageInternet", "{subject}: changed here, removed on the server."
            )
        )
        return words.format(**told)
    words = QCoreApplication.translate(
        "VillageInternet", "{subject}, {field}: {ours} here, {theirs} on the server."
    )
    told["field"] = clash.get("field") or QCoreApplication.translate("VillageInternet", "reason")
    for side in ("ours", "theirs"):
        told[side] = _value(clash[side])
    return words.format(**told)


def _value(value: Any) -> str:
    """Return one side's value; of a waiver, which is told whole, the reason."""
    told = value.get("reason") if isinstance(value, dict) else value
    if told is None or told == "":
        return QCoreApplication.translate("VillageInternet", "nothing")
    return ", ".join(map(str, told)) if isinstance(told, tuple) else str(told)


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
