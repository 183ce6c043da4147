# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes next: the next best site of each funder, and what more points or money would bring."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.panels.suggest.question import (
    QuestionView,
    answer_text,
    show_sentences,
)


class MoreView(QuestionView):
    """Sentences, and a button for those that have to be solved for."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("VillageInternet", "Solve again with more"),
            QCoreApplication.translate(
                "VillageInternet",
                "Says what one more point and Rp100 million more of each funding source would "
                "bring: the suggestion is solved again for each.",
            ),
        )
        self.next_best = answer_text()
        self.column.insertWidget(0, self.next_best)
        self.show_next(())

    def show_next(self, sentences: Sequence[str]) -> None:
        """Show what each funding source could pay for next; forgets what was solved before."""
        show_sentences(self.next_best, sentences)
        self.show_told(())
