# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the rows of the list: headers of groups on one line, findings on two or three."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPolygonF,
    QTextLayout,
    QTextOption,
)
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.findings.finding_groups import KINDS, Group
from village_internet_plugin.panels.findings.finding_text import (
    measured_text,
    severity_text,
)
from village_internet_plugin.panels.findings.findings_model import FindingsModel
from village_internet_plugin.panels.findings.groupings import BY_RULE, rule_title
from village_internet_plugin.panels.sign_drawing import draw_sign, edge_colour
from village_internet_plugin.reports.check_page import quantity_text

NARROW_CHARACTERS = 62
"""Below this many characters of width a message gets two lines."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight


class FindingsDelegate(QStyledItemDelegate):
    """Knows how rows look and how high they are; all sizes follow the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        """Return the size of a row."""
        metrics, width = QFontMetrics(option.font), option.rect.width()
        is_header = self._model(index).finding(index.row()) is None
        return QSize(width, header_height(metrics) if is_header else row_height(metrics, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw a row."""
        model = self._model(index)
        finding = model.finding(index.row())
        painter.save()
        painter.setClipRect(option.rect)
        if finding is None:
            self._paint_header(painter, option, model, model.group(index.row()))
        else:
            self._paint_background(painter, option)
            self._paint_finding(painter, option, model, finding)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _frame_focus(painter, option)
        painter.restore()

    def _model(self, index: QModelIndex) -> FindingsModel:
        model = index.model()
        if not isinstance(model, FindingsModel):
            raise TypeError(f"{type(model).__name__} holds no findings")
        return model

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if _is_selected(option):
            painter.fillRect(option.rect, option.palette.brush(_group(option), _HIGHLIGHT))

    def _paint_header(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: FindingsModel,
        group: Group,
    ) -> None:
        palette, selected = option.palette, _is_selected(option)
        role = _HIGHLIGHT if selected else QPalette.ColorRole.Button
        painter.fillRect(option.rect, palette.brush(_group(option), role))
        bold = QFont(option.font)
        bold.setBold(True)
        metrics, margin = QFontMetrics(bold), margin_of(QFontMetrics(option.font))
        text_role = QPalette.ColorRole.HighlightedText if selected else _BUTTON_TEXT
        painter.setPen(palette.color(_group(option), text_role))
        rect = option.rect.adjusted(margin, 0, -margin, 0)
        side = metrics.height()
        _draw_arrow(painter, rect, side, model.is_expanded(group.key))
        end = self._paint_counts(painter, option, model, group, rect)
        left = rect.left() + side + margin // 2
        place = QRect(QPoint(left, rect.top()), QPoint(end - margin, rect.bottom()))
        painter.setFont(bold)
        title = metrics.elidedText(model.title(group.key), _ELIDE, place.width())
        painter.drawText(place, _LEFT, title)

    def _paint_counts(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: FindingsModel,
        group: Group,
        rect: QRect,
    ) -> int:
        """Draw how many there are of each kind, at the right; return where that begins."""
        metrics = QFontMetrics(option.font)
        side, gap = sign_side(metrics), margin_of(metrics) // 2
        edge, right = edge_colour(option.palette, _is_selected(option)), rect.right()
        painter.setFont(option.font)
        for kind, count in reversed(list(zip(KINDS, group.counts))):
            if not count:
                continue
            text = number_text(count, model.language)
            width = metrics.horizontalAdvance(text)
            place = QRect(right - width, rect.top(), width + 1, rect.height())
            painter.drawText(place, _LEFT, text)
            top = rect.top() + (rect.height() - side) / 2.0
            sign = QRectF(right - width - gap - side, top, side, side)
            draw_sign(painter, kind, sign, edge)
            right = int(sign.left()) - 2 * gap
        return right

    def _paint_finding(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        model: FindingsModel,
        finding: Finding,
    ) -> None:
        metrics = QFontMetrics(option.font)
        margin, side, line = margin_of(metrics), sign_side(metrics), metrics.lineSpacing()
        selected = _is_selected(option)
        indent = margin * (2 if model.has_headers() else 1)
        rect = option.rect.adjusted(indent, margin // 2, -margin, 0)
        sign = QRectF(rect.left(), rect.top() + (line - side) / 2.0, side, side)
        draw_sign(painter, finding.counted_as, sign, edge_colour(option.palette, selected))
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        colour = QColor(option.palette.color(_group(option), role))
        painter.setPen(colour)
        text = rect.adjusted(side + margin, 0, 0, 0)
        lines = message_lines(metrics, option.rect.width())
        _draw_wrapped(painter, option.font, finding.message, text, lines)
        below = QRect(text.left(), text.top() + lines * line, text.width(), line)
        painter.setPen(_muted(colour, option.palette, selected))
        self._paint_below(painter, metrics, below, model, finding)

    def _paint_below(
        self,
        painter: QPainter,
        metrics: QFontMetrics,
        place: QRect,
        model: FindingsModel,
        finding: Finding,
    ) -> None:
        """Draw the last line: the word for the severity, the rule, and what was measured."""
        language, gap = model.language, margin_of(metrics)
        words = severity_text(finding, language)
        room = place.width() - metrics.horizontalAdvance(words) - gap
        measured = measured_text(finding, language)
        if metrics.horizontalAdvance(measured) > room:
            measured = quantity_text(finding.measured, finding.unit, language)
        measured = metrics.elidedText(measured, _ELIDE, max(room, 0))
        painter.drawText(place, _RIGHT, measured)
        left = place.width() - metrics.horizontalAdvance(measured) - (gap if measured else 0)
        with_rule = f"{words} · {finding.rule}"
        if model.grouping != BY_RULE and metrics.horizontalAdvance(with_rule) <= left:
            words = f"{with_rule} {rule_title(finding.rule, language)}"
        painter.drawText(place, _LEFT, metrics.elidedText(words, _ELIDE, left))


_HIGHLIGHT = QPalette.ColorRole.Highlight
_BUTTON_TEXT = QPalette.ColorRole.ButtonText


def margin_of(metrics: QFontMetrics) -> int:
    """Return the distance things keep from each other, in pixels."""
    return max(metrics.averageCharWidth(), 4)


def sign_side(metrics: QFontMetrics) -> int:
    """Return the side of a sign, in pixels."""
    return max(int(metrics.ascent() * 1.05), 10)


def header_height(metrics: QFontMetrics) -> int:
    """Return the height of a group's header, in pixels."""
    return metrics.lineSpacing() + 2 * (margin_of(metrics) // 2 + 1)


def row_height(metrics: QFontMetrics, width: int) -> int:
    """Return the height of a finding in a list of this width, in pixels."""
    lines = message_lines(metrics, width) + 1
    return lines * metrics.lineSpacing() + 2 * (margin_of(metrics) // 2 + 1)


def message_lines(metrics: QFontMetrics, width: int) -> int:
    """Return how many lines a message gets."""
    return 2 if width < NARROW_CHARACTERS * metrics.averageCharWidth() else 1


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _group(option: QStyleOptionViewItem) -> QPalette.ColorGroup:
    active = option.state & QStyle.StateFlag.State_Active
    return QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive


def _muted(colour: QColor, palette: QPalette, selected: bool) -> QColor:
    """Return the colour of what is said beside the message; still easy to read."""
    ground = palette.color(_HIGHLIGHT if selected else QPalette.ColorRole.Base)
    share = 0.85 if selected else 0.72
    mixed = [
        round(share * one + (1.0 - share) * other)
        for one, other in zip(colour.getRgb()[:3], ground.getRgb()[:3])
    ]
    return QColor(*mixed)


def _draw_arrow(painter: QPainter, rect: QRect, side: int, opened: bool) -> None:
    """Draw the arrow that says whether a group is open, in the colour of its title."""
    middle, reach = QPoint(rect.left() + side // 2, rect.center().y()), max(side // 4, 3)
    corners = ((-1, -0.5), (1, -0.5), (0, 0.6)) if opened else ((-0.5, -1), (-0.5, 1), (0.6, 0))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painter.pen().color())
    points = [QPointF(middle) + QPointF(x * reach, y * reach) for x, y in corners]
    painter.drawPolygon(QPolygonF(points))
    painter.restore()


def _draw_wrapped(painter: QPainter, font: QFont, text: str, place: QRect, lines: int) -> None:
    """Draw text on at most so many lines; what does not fit ends in an ellipsis."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    painter.setFont(font)
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        begin = line.textStart()
        words = text[begin:] if number == lines - 1 else text[begin : begin + line.textLength()]
        row = QRect(place.left(), place.top() + number * metrics.lineSpacing(), place.width(), 0)
        row.setHeight(metrics.lineSpacing())
        painter.drawText(row, _LEFT, metrics.elidedText(words.strip(), _ELIDE, place.width()))
    layout.endLayout()


def _frame_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Mark the row that has the keyboard, also where the style marks none."""
    role = QPalette.ColorRole.HighlightedText if _is_selected(option) else _HIGHLIGHT
    pen = painter.pen()
    pen.setColor(option.palette.color(role))
    pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
