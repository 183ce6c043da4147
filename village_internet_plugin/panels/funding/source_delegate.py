# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a funding source in the list: its name, and a bar with numbers for points and rupiah."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QObject, QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from village_internet_plugin.domain.finding import ERROR
from village_internet_plugin.panels.funding.bar_drawing import Inks, draw_bar
from village_internet_plugin.panels.funding.sources_model import STATE_ROLE
from village_internet_plugin.panels.sign_drawing import draw_sign, edge_colour
from village_internet_plugin.reports.funding_state import SourceState
from village_internet_plugin.reports.funding_words import (
    OVERRUN,
    points_of,
    rupiah_of,
    source_subtitle,
    source_title,
)

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CUT = Qt.TextElideMode.ElideRight


class SourceDelegate(QStyledItemDelegate):
    """One source is four lines and two bars high; all sizes follow the font."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        """Return the height of a source; its width is that of the list."""
        line = option.fontMetrics.lineSpacing()
        return QSize(
            20 * option.fontMetrics.averageCharWidth(), 4 * line + 2 * _bar(line) + 3 * line // 4
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the source at `index`."""
        state: SourceState | None = index.data(STATE_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if state is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        inks = Inks.of(option.palette, selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = option.fontMetrics.lineSpacing()
        box = option.rect.adjusted(line // 2, line // 4, -line // 2, -line // 4)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        top = self._draw_head(
            painter, option.font, box, state, edge_colour(option.palette, selected)
        )
        for measure in (points_of(state, self._language), rupiah_of(state, self._language)):
            texts = (measure.text, measure.short_text, measure.rest_text)
            row = QRect(box.left(), top, box.width(), line)
            painter.drawText(row, _LEFT, _fitting(texts, option.fontMetrics, box.width()))
            bar = QRectF(box.left(), top + line, box.width() - 1, _bar(line))
            draw_bar(painter, bar, measure, inks)
            top += line + _bar(line) + line // 8
        painter.restore()

    def _draw_head(
        self, painter: QPainter, font: QFont, box: QRect, state: SourceState, edge: QColor
    ) -> int:
        """Draw the name, who pays, and a sign in an overrun; return where the next line begins."""
        bold = QFont(font)
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        line, width = metrics.lineSpacing(), box.width()
        painter.setFont(bold)
        if state.is_overrun:
            word = OVERRUN.say(self._language)
            width -= metrics.horizontalAdvance(word) + 2 * line
            painter.drawText(QRect(box.left(), box.top(), box.width(), line), _RIGHT, word)
            sign = QRectF(box.left() + width + 0.7 * line, box.top(), line, line)
            draw_sign(painter, ERROR, sign, edge)
        title = metrics.elidedText(source_title(state.source), _CUT, width)
        painter.drawText(QRect(box.left(), box.top(), width, line), _LEFT, title)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        told = source_subtitle(state.source, self._language)
        row = QRect(box.left(), box.top() + line, box.width(), metrics.lineSpacing())
        painter.drawText(row, _LEFT, metrics.elidedText(told, _CUT, box.width()))
        return int(row.bottom()) + 1


def _bar(line: int) -> int:
    """Return the height of a bar beside lines of this height."""
    return max(6, int(line * 0.45))


def _fitting(texts: tuple[str, ...], metrics: QFontMetrics, width: int) -> str:
    """Return the longest of the texts there is room for, the shortest cut if there is for none."""
    for text in texts:
        if metrics.horizontalAdvance(text) <= width:
            return text
    return str(metrics.elidedText(texts[-1], _CUT, width))
