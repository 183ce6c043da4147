# SPDX-License-Identifier: GPL-2.0-or-later
"""Small pieces the share views are made of: signs, texts that wrap, headings that fold."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QPolygonF
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from village_internet_plugin.domain.finding import OK
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.reports.severity_signs import SEVERITY_SIGNS
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS

_OUTLINES = {
    "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    "hexagon": ((0.25, 0.07), (0.75, 0.07), (1.0, 0.5), (0.75, 0.93), (0.25, 0.93), (0.0, 0.5)),
    "triangle": ((0.5, 0.04), (1.0, 0.94), (0.0, 0.94)),
}
_TICK = ((0.08, 0.55), (0.38, 0.85), (0.94, 0.18))
_IN_ORDER = Words("In order", "Baik")


class WrappedText(QLabel):
    """Text that wraps at any width and is shown letter by letter, never as markup."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def be_bold(self) -> None:
        """Show the text bold."""
        font = self.font()
        font.setBold(True)
        self.setFont(font)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with a narrow dock, whatever the longest word is."""
        width = 12 * self.fontMetrics().averageCharWidth()
        return QSize(min(width, super().minimumSizeHint().width()), self.fontMetrics().height())


class SignPicture(QWidget):
    """The shape of a severity in the height of a line; its meaning is said by its name too."""

    def __init__(self, sign: str, language: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_sign(sign, language)

    def show_sign(self, sign: str, language: str) -> None:
        """Show another sign."""
        self._sign = sign
        words = _IN_ORDER if sign == OK else SEVERITY_WORDS[sign].one
        self.setAccessibleName(words.say(language))
        self.setToolTip(words.say(language))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a line of text, squared."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the shape, with a rim in the colour of text: it shows on any ground."""
        painter = QPainter(self)
        side = 0.72 * self.height()
        margin = (self.height() - side) / 2
        draw_sign(painter, QRectF(margin, margin, side, side), self._sign, self.palette())
        painter.end()


class SignedText(QWidget):
    """A sign and the words beside it; hidden while there are no words."""

    def __init__(self, language: str, sign: str = OK, text: str = "") -> None:
        super().__init__()
        self._language = language
        self.text = WrappedText()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._picture = SignPicture(sign, language)
        self._layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.text, 1)
        self.show_line(sign, text)

    def show_line(self, sign: str, text: str) -> None:
        """Show a text under a sign; an empty one hides both."""
        self._picture.show_sign(sign, self._language)
        self.text.setText(text)
        # Without a parent yet it would become a window of its own.
        if self.parentWidget() is not None or not text:
            self.setVisible(bool(text))


def draw_sign(painter: QPainter, place: QRectF, sign: str, palette: QPalette) -> None:
    """Draw the shape of a severity (or ``ok``) into `place`."""
    shape, colour = SEVERITY_SIGNS[sign]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = QPen(palette.color(QPalette.ColorRole.WindowText), max(1.0, place.width() / 14))
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(rim)
    painter.setBrush(QColor(colour))
    if shape == "tick":
        painter.setPen(_tick_pen(colour, place))
        painter.drawPolyline(_polygon(_TICK, place))
    elif shape == "circle":
        painter.drawEllipse(place)
    else:
        painter.drawPolygon(_polygon(_OUTLINES[shape], place))
    painter.restore()


def choice_picture(side: int, is_chosen: bool, colour: QColor) -> QPixmap:
    """Return a ring of `side` pixels, with a dot in it where chosen, in the colour of text."""
    picture = QPixmap(side, side)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = QRectF(0.14 * side, 0.14 * side, 0.72 * side, 0.72 * side)
    painter.setPen(QPen(colour, max(1.2, side / 12)))
    painter.drawEllipse(ring)
    if is_chosen:
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(0.32 * side, 0.32 * side, 0.36 * side, 0.36 * side))
    painter.end()
    return picture


def _tick_pen(colour: str, place: QRectF) -> QPen:
    pen = QPen(QColor(colour), max(2.0, place.width() / 5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _polygon(points: tuple[tuple[float, float], ...], place: QRectF) -> QPolygonF:
    return QPolygonF(
        [QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in points]
    )


class FoldingBox(QWidget):
    """A heading that shows or hides what stands below it."""

    folded = pyqtSignal(bool)

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self._heading = QToolButton()
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setCheckable(True)
        self._heading.setChecked(True)
        self._heading.setAutoRaise(True)
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._heading.toggled.connect(self._show_content)
        self._content = content
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._heading)
        layout.addWidget(content)
        self.set_title(title)
        self._show_content(True)

    @property
    def heading(self) -> QToolButton:
        """The heading, which takes the keyboard."""
        return self._heading

    def set_title(self, title: str) -> None:
        """Give the heading another text."""
        self._heading.setText(title)
        self._heading.setToolTip(plain_tip(title))
        self._heading.setAccessibleName(title)

    def set_open(self, is_open: bool) -> None:
        """Show or hide the content."""
        self._heading.setChecked(is_open)

    def is_open(self) -> bool:
        """Tell whether the content is shown."""
        return self._heading.isChecked()

    def _show_content(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self._heading.setArrowType(arrow)
        self._content.setVisible(is_open)
        self.folded.emit(not is_open)
