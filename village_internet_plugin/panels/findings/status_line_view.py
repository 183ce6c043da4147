# SPDX-License-Identifier: GPL-2.0-or-later
"""The line in QGIS's status bar that always says how the plan stands: "3 errors, 5 warnings"."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QSize, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, OK, WARNING
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.findings.finding_groups import WAIVED
from village_internet_plugin.panels.sign_drawing import sign_pixmap


class StatusLineView(QPushButton):
    """A button of signs and words; what it says is its accessible name too."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._parts: list[tuple[str, str]] = []
        self._labels: list[QLabel] = []
        self._rows: list[list[QLabel]] = []
        """The labels of each part: a sign where it has one, and words."""
        self._texts: list[QLabel] = []
        self._widths: list[int] = []
        self._fitting = 1
        self._layout = QHBoxLayout(self)
        margin = self.fontMetrics().averageCharWidth()
        self._layout.setContentsMargins(margin, 0, margin, 0)
        self._layout.setSpacing(margin // 2)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        # A button of Qt is never narrower than it would like to be.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFlat(True)
        self.setAutoDefault(False)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many errors and warnings stand; notices raise no alarm, the tooltip has them."""
        language = self._language
        parts = [
            (kind, counted(kind, counts.get(kind, 0), language))
            for kind in (ERROR, NOT_CHECKED, WARNING)
            if counts.get(kind, 0)
        ]
        if not parts:
            parts = [(OK, QCoreApplication.translate("VillageInternet", "No errors, no warnings"))]
        beside = [counted(kind, counts.get(kind, 0), language) for kind in (NOTICE, WAIVED)]
        tip = QCoreApplication.translate(
            "VillageInternet", "Besides: {counts}. Click for the list."
        )
        self._say(parts, tip.format(counts=", ".join(beside)))

    def show_checking(self, share: float) -> None:
        """Say how far the check has come, 0 to 1."""
        sentence = QCoreApplication.translate("VillageInternet", "checking {percent} %")
        text = sentence.format(percent=number_text(int(100.0 * share), self._language))
        tip = QCoreApplication.translate("VillageInternet", "The whole plan is being checked.")
        self._say([("", text)], tip)

    def show_problem(self, problem: str) -> None:
        """Say that the findings are not those of the plan as it is; the tooltip says why."""
        text = QCoreApplication.translate("VillageInternet", "The plan could not be checked")
        self._say([(NOT_CHECKED, text)], problem)

    def text_shown(self) -> str:
        """Return what the line says."""
        return ", ".join(text for _, text in self._parts)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of all its words: the button itself has no text."""
        return QSize(self._width_of(len(self._texts)), self._layout.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the gravest count: the words of a country's plan are long.

        QGIS's window would else become wider than the screen.
        """
        return QSize(self._width_of(1), self._layout.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show as many counts as there is room for, the gravest first."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the signs anew on another background."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fill()

    def _say(self, parts: list[tuple[str, str]], tip: str) -> None:
        title = QCoreApplication.translate("VillageInternet", "Village Internet")
        # In markup the tooltip is wrapped; nothing of the plan may be markup in it.
        self.setToolTip(f"<qt>{_escaped(tip)}</qt>")
        self.setAccessibleDescription(tip)
        if parts == self._parts:
            return
        before, self._parts = self._parts, parts
        self.setAccessibleName(f"{title}: {self.text_shown()}")
        if [kind for kind, _ in before] == [kind for kind, _ in parts]:
            # The line is told at each step of a check: laying it out anew holds the window up.
            for label, (_, text) in zip(self._texts, parts):
                label.setText(f"{text},")
            self._measure()
            self.updateGeometry()
        else:
            self._fill()

    def _fill(self) -> None:
        for label in self._labels:
            self._layout.removeWidget(label)
            label.setParent(None)
            label.deleteLater()
        self._labels, self._texts, self._rows = [], [], []
        for kind, text in self._parts:
            begun = len(self._labels)
            if kind:
                sign = QLabel()
                side = self.fontMetrics().ascent()
                ratio = self.devicePixelRatioF()
                sign.setPixmap(sign_pixmap(kind, side, self.palette(), ratio))
                self._labels.append(sign)
            self._texts.append(QLabel(f"{text},"))
            self._labels.append(self._texts[-1])
            self._rows.append(self._labels[begun:])
        for label in self._labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._layout.addWidget(label)
        self._measure()
        self.updateGeometry()

    def _measure(self) -> None:
        """Note how wide each part is with its comma, before any is hidden."""
        spacing = self._layout.spacing()
        self._widths = [
            sum(label.sizeHint().width() + spacing for label in row) for row in self._rows
        ]
        self._fit()

    def _fit(self) -> None:
        counts = range(2, len(self._rows) + 1)
        self._fitting = max([1, *(one for one in counts if self._width_of(one) <= self.width())])
        for number, row in enumerate(self._rows):
            self._texts[number].setText(self._words(number))
            for label in row:
                label.setVisible(number < self._fitting)

    def _width_of(self, count: int) -> int:
        """Return the width that the first `count` parts need, seen or not."""
        margins = self._layout.contentsMargins()
        # Behind the last there is neither a comma nor a gap.
        last = self._layout.spacing() + self.fontMetrics().horizontalAdvance(",")
        return int(margins.left() + margins.right() + sum(self._widths[:count]) - last)

    def _words(self, number: int) -> str:
        text = self._parts[number][1]
        return text if number >= min(self._fitting, len(self._parts)) - 1 else f"{text},"


def counted(kind: str, count: int, language: str) -> str:
    """Return "1 error" or "3 errors".

    English has two forms, Indonesian one; both have a literal of their own.
    """
    forms = {
        ERROR: (
            QCoreApplication.translate("VillageInternet", "{count} error"),
            QCoreApplication.translate("VillageInternet", "{count} errors"),
        ),
        WARNING: (
            QCoreApplication.translate("VillageInternet", "{count} warning"),
            QCoreApplication.translate("VillageInternet", "{count} warnings"),
        ),
        NOTICE: (
            QCoreApplication.translate("VillageInternet", "{count} notice"),
            QCoreApplication.translate("VillageInternet", "{count} notices"),
        ),
        NOT_CHECKED: (
            QCoreApplication.translate("VillageInternet", "{count} rule not checked"),
            QCoreApplication.translate("VillageInternet", "{count} rules not checked"),
        ),
        WAIVED: (
            QCoreApplication.translate("VillageInternet", "{count} waived finding"),
            QCoreApplication.translate("VillageInternet", "{count} waived findings"),
        ),
    }
    return forms[kind][count != 1].format(count=number_text(count, language))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
