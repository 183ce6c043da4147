# SPDX-License-Identifier: GPL-2.0-or-later
"""What the funding dock shows: the sources with their bars, and the one chosen in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QShowEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.panels.funding.legend_view import BarLegend
from village_internet_plugin.panels.funding.numbers_view import NumbersView
from village_internet_plugin.panels.funding.source_delegate import SourceDelegate
from village_internet_plugin.panels.funding.sources_model import SourceRow, SourcesModel
from village_internet_plugin.panels.funding.terms_view import TermsView
from village_internet_plugin.panels.plan.labels import text_label
from village_internet_plugin.panels.sign_drawing import sign_pixmap
from village_internet_plugin.reports.funding_words import source_title


class FundingView(QWidget):
    """The panel without a plan of its own: it is told what to show and tells what is wished."""

    appeared = pyqtSignal()
    entered = pyqtSignal(object, str, str)
    """fid, column and text of a changed entry."""
    add_wanted = pyqtSignal()
    remove_wanted = pyqtSignal(object)
    """fid of the source to remove."""
    undo_wanted = pyqtSignal()
    redo_wanted = pyqtSignal()
    save_wanted = pyqtSignal()
    show_wanted = pyqtSignal(object)
    """Rows (numbers) of hotspots to show on the map."""

    def __init__(
        self, labels: Mapping[str, str], values: Mapping[str, Words], language: str
    ) -> None:
        """Show columns by their `labels` and fixed values in the words of `values`."""
        super().__init__()
        self._unfunded: tuple[int, ...] = ()
        self.model = SourcesModel(language, self)
        self.legend, self.numbers = BarLegend(language), NumbersView(language)
        self.terms = TermsView(labels, values, language)
        self._nothing = text_label()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._build())
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self.terms.entered.connect(self._enter)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is new since the panel was last seen."""
        super().showEvent(event)
        self.appeared.emit()

    def show_nothing(self, sentence: str) -> None:
        """Show a sentence in place of the sources."""
        self._nothing.setText(sentence)
        self._nothing.setAccessibleName(sentence)
        self._stack.setCurrentIndex(0)

    def show_sources(self, rows: Sequence[SourceRow], notice: str = "") -> None:
        """Show the sources; the chosen one stays chosen. `notice` stands above them."""
        chosen = self.chosen()
        self.model.show(rows)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        self._stack.setCurrentIndex(1)
        place = 0
        if chosen is not None:
            place = self.model.place_of(chosen.fid, chosen.state.source.funding_source_id)
        self.list.setCurrentIndex(self.model.index(max(0, place)))
        self._empty.setVisible(not rows)
        self._show_chosen()

    def show_unfunded(self, sentence: str, rows: Sequence[int]) -> None:
        """Tell of hotspots that nobody pays for; nothing when `sentence` is empty."""
        self._unfunded = tuple(rows)
        self._unfunded_text.setText(sentence)
        self._unfunded_box.setVisible(bool(sentence))

    def show_edit_state(self, can_edit: bool, undo: str, redo: str, unsaved: bool) -> None:
        """Offer what can be done now; `undo` and `redo` name the steps, empty for none."""
        self.terms.set_editable(can_edit)
        self.add.setEnabled(can_edit)
        self.remove.setEnabled(can_edit and self.chosen() is not None)
        self.save.setEnabled(unsaved)
        for button, step in ((self.undo, undo), (self.redo, redo)):
            button.setEnabled(bool(step))
            tip = f"{button.accessibleName()}: {step}" if step else button.accessibleName()
            button.setToolTip(tip)

    def choose(self, fid: int | None) -> None:
        """Choose a source."""
        place = self.model.place_of(fid)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def chosen(self) -> SourceRow | None:
        """Return the chosen source; None when there is none."""
        return self.model.row_at(self.list.currentIndex())

    def _enter(self, column: str, text: str) -> None:
        row = self.chosen()
        if row is not None and row.fid is not None:
            self.entered.emit(row.fid, column, text)

    def _show_chosen(self, *_: object) -> None:
        row = self.chosen()
        self._details.setVisible(row is not None)
        self.remove.setEnabled(row is not None and row.fid is not None and self.add.isEnabled())
        if row is None:
            return
        self._title.setText(source_title(row.state.source))
        self._need.setText(row.need)
        self._need_box.setVisible(bool(row.need))
        self.numbers.show_state(row.state)
        self.terms.show_source(row.state.source)

    def _build(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        margin = page.fontMetrics().averageCharWidth()
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addLayout(self._build_buttons())
        self._notice = text_label()
        self._notice.hide()
        layout.addWidget(self._notice)
        layout.addWidget(self.legend)
        self._empty = text_label(
            QCoreApplication.translate(
                "VillageInternet",
                "The plan has no funding source yet. Add one here, or import a table of them in "
                "the Plan panel.",
            )
        )
        layout.addWidget(self._empty)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._build_list())
        splitter.addWidget(self._build_details())
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        # Shares, not pixels: the splitter makes them fit.
        splitter.setSizes([20_000, 30_000])
        layout.addWidget(splitter, 1)
        self._unfunded_box, self._unfunded_text, self.show_unfunded_button = _told_with_button(
            WARNING, QCoreApplication.translate("VillageInternet", "Show on the map")
        )
        self.show_unfunded_button.clicked.connect(lambda: self.show_wanted.emit(self._unfunded))
        layout.addWidget(self._unfunded_box)
        return page

    def _build_buttons(self) -> QHBoxLayout:
        self.add = _button(
            "funding_add", QCoreApplication.translate("VillageInternet", "Add a funding source…")
        )
        self.remove = _button(
            "funding_remove",
            QCoreApplication.translate("VillageInternet", "Remove the chosen funding source"),
        )
        self.undo = _button("edit_undo", QCoreApplication.translate("VillageInternet", "Undo"))
        self.redo = _button("edit_redo", QCoreApplication.translate("VillageInternet", "Redo"))
        self.save = _button(
            "edit_save",
            QCoreApplication.translate(
                "VillageInternet", "Save the changes to the funding sources"
            ),
        )
        row = QHBoxLayout()
        for button in (self.add, self.remove, None, self.undo, self.redo, self.save):
            if button is None:
                row.addStretch(1)
            else:
                row.addWidget(button)
        self.add.clicked.connect(self.add_wanted)
        self.remove.clicked.connect(self._remove_chosen)
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.save.clicked.connect(self.save_wanted)
        return row

    def _remove_chosen(self) -> None:
        row = self.chosen()
        if row is not None and row.fid is not None:
            self.remove_wanted.emit(row.fid)

    def _build_list(self) -> QListView:
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(SourceDelegate(self.model.language, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Funding sources")
        )
        return self.list

    def _build_details(self) -> QScrollArea:
        self._title = text_label(bold=True)
        self._need_box, self._need, self.show_take_away = _told_with_button(
            ERROR, QCoreApplication.translate("VillageInternet", "Show them on the map")
        )
        self.show_take_away.clicked.connect(self._show_take_away)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, content.fontMetrics().averageCharWidth(), 0)
        terms = QCoreApplication.translate("VillageInternet", "Terms")
        for widget in (self._title, self._need_box, self.numbers, text_label(terms, bold=True)):
            layout.addWidget(widget)
        layout.addWidget(self.terms)
        layout.addStretch(1)
        self._details = QScrollArea()
        self._details.setWidgetResizable(True)
        self._details.setFrameShape(QFrame.Shape.NoFrame)
        self._details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The list beside it takes the keyboard; a scrolled frame of its own is one stop too many.
        self._details.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._details.setWidget(content)
        return self._details

    def _show_take_away(self) -> None:
        row = self.chosen()
        if row is not None:
            self.show_wanted.emit(row.state.take_away)


def _button(icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(_icon(icon))
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    size = button.style().pixelMetric(QStyle.PixelMetric.PM_ToolBarIconSize)
    button.setIconSize(QSize(size, size))
    return button


def _told_with_button(sign: str, action: str) -> tuple[QWidget, QLabel, QToolButton]:
    """Return a sentence with a sign before it and a button after it."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    picture, text, button = QLabel(), text_label(), _button("show_on_map", action)
    size = box.fontMetrics().lineSpacing()
    picture.setPixmap(sign_pixmap(sign, size, box.palette(), box.devicePixelRatioF()))
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    box.hide()
    return box, text, button


def _icon(name: str) -> QIcon:
    return QIcon(str(resource_path("icons", f"{name}.svg")))
