# SPDX-License-Identifier: GPL-2.0-or-later
"""Why the server did not take a revision, by the code of its reason, with what to do about it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

_MENDED_BY_PULLING = frozenset(
    {
        "reference_mismatch",
        "rule_set_mismatch",
        "funding_source_overdrawn",
        "funding_source_not_yours",
        "unknown_hotspot",
        "funding_source_unseen",
        "content_mismatch",
    }
)


def wants_pull(reason: str) -> bool:
    """Tell whether pulling is the way on."""
    return reason in _MENDED_BY_PULLING


def refusal_sentence(reason: str) -> str:
    """Return the sentence for a reason; one that is not known is told in general."""
    sentences = {
        "reference_mismatch": QCoreApplication.translate(
            "VillageInternet",
            "Not published: the server judges by other villages, offices or blank spots. Pull, "
            "take them over, look at the findings, and publish again.",
        ),
        "rule_set_mismatch": QCoreApplication.translate(
            "VillageInternet",
            "Not published: the server judges by another rule set. Pull, take it over, look at "
            "the findings, and publish again.",
        ),
        "funding_source_overdrawn": QCoreApplication.translate(
            "VillageInternet",
            "Not published: others have taken what was left of a funding source. Pull to see what "
            "is left, and choose fewer points or another source.",
        ),
        "funding_source_not_yours": QCoreApplication.translate(
            "VillageInternet",
            "Not published: a funding source differs from the server's, and only its agency's "
            "steward may change it there. Pull, and enter the server's values, or ask the steward.",
        ),
        "funding_source_unseen": QCoreApplication.translate(
            "VillageInternet",
            "Nothing was sent: a funding source was changed here and on the server too. Pull, "
            "choose which is to hold, and publish again.",
        ),
        "waiver_not_allowed": QCoreApplication.translate(
            "VillageInternet",
            "Not published: the server does not accept a waiver of this plan. Take it back or "
            "mend it as the details say, and publish again.",
        ),
        "not_your_agency": QCoreApplication.translate(
            "VillageInternet",
            "Not published: your account belongs to another agency than this plan. Choose the "
            "account of the plan's agency.",
        ),
        "unknown_agency": QCoreApplication.translate(
            "VillageInternet",
            "Not published: the server does not know the plan's agency. Ask its administrator to "
            "enter it.",
        ),
        "hotspot_id_taken": QCoreApplication.translate(
            "VillageInternet",
            "Not published: a hotspot has the id of one in another plan. Delete it, place it "
            "anew, and publish again.",
        ),
        "nothing_in_force": QCoreApplication.translate(
            "VillageInternet",
            "Not published: the server has no villages or rules yet. Ask its administrator.",
        ),
    }
    other = QCoreApplication.translate(
        "VillageInternet",
        "Not published: the server refused the plan. Pull, and publish again; if it is refused "
        "once more, tell the administrator the details.",
    )
    return sentences.get(reason, other)
