# SPDX-License-Identifier: GPL-2.0-or-later
"""What publishing refuses is told in the planner's language, letter by letter as it was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from server.paser import hotspot_at
from server.running import KALTIM, PASER, RunningServer
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.server import refusal_words
from village_internet_plugin.sharing.revision_document import RevisionDocument

ALL = {name: text for name, text in vars(refusal_words).items() if isinstance(text, Words)}


def told(
    server: RunningServer, document: RevisionDocument, language: str, user: str = "paser.planner"
) -> str:
    """Return the sentence by which publishing this is refused."""
    answer = server.session(user).post(
        f"{server.url}/processes/publish-plan/execution",
        json={"inputs": {"document": document.to_json()}},
        headers={"Accept-Language": language},
        timeout=60,
    )
    refused: dict[str, Any] = answer.json()
    assert refused["outcome"] == "refused", refused
    return str(refused["message"])


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_has_the_same_places_in_both_languages(name: str) -> None:
    import string

    english, indonesian = (
        sorted(place for _, place, _, _ in string.Formatter().parse(text) if place)
        for text in ALL[name]
    )
    assert english == indonesian


@pytest.mark.server
def test_a_refusal_speaks_the_planners_language(running_server: RunningServer) -> None:
    point = hotspot_at(running_server.offices[-1])
    document = running_server.document([point])
    of_quota = Waiver("VI402", "{kosong} %s", "perlu", "Sari")
    others = FundingSource("kaltim-2026", KALTIM, 2026, point_quota=1)
    own = FundingSource("paser-2026", PASER, 2026, point_quota=1_000)
    for refused, english, indonesian in (
        (replace(document, base_revision=7), "Is it the right server", "server yang benar"),
        (replace(document, content_sha256="0" * 64), "hashes differ", "nilai hash-nya berbeda"),
        (replace(document, rule_set_version="9.9"), "judges by", "menilai dengan"),
        (replace(document, reference_sha256="0" * 64), "other villages", "desa, kantor"),
        (replace(document, agency=KALTIM), f"a plan of {KALTIM}", f"rencana {KALTIM} tidak"),
        (replace(document, reason="x" * 2_001), "2,000 characters", "2.000"),
        (replace(document, removed=("h-9",)), "removes hotspot h-9", "menghapus titik hotspot h-9"),
        (
            replace(document, waivers=(of_quota,)),
            "{kosong} %s",
            'untuk "{kosong} %s" tidak mungkin',
        ),
        (replace(document, funding_sources=(others,)), "belongs to", f"milik {KALTIM}"),
        (replace(document, funding_sources=(own,)), "only the agency's steward", "pengelola dana"),
    ):
        assert english in told(running_server, refused, "en")
        assert indonesian in told(running_server, refused, "id-ID,id;q=0.9"), indonesian


@pytest.mark.server
def test_an_overdrawn_source_is_told_with_its_numbers_as_the_reader_writes_them(
    running_server: RunningServer,
) -> None:
    source = running_server.funding_source(budget_idr=5_000_000)
    rows = [
        hotspot_at(
            running_server.office(),
            funding_source_id=source,
            capex_idr=3_000_000,
            opex_idr_per_month=0,
            service_months=12,
        )
        for _ in range(2)
    ]
    first, second = (running_server.document([row]) for row in rows)
    assert running_server.publish(first)["outcome"] == "published"
    assert "Rp5,000,000; other plans" in told(running_server, second, "en")
    sentence = told(running_server, second, "id")
    assert "memiliki Rp5.000.000; rencana lain telah menerbitkan titik senilai Rp3.000.000" in (
        sentence
    )
