# SPDX-License-Identifier: GPL-2.0-or-later
"""Blocks as pieces for the pages, those with maps and the pages of the villages among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qgis.PyQt.QtGui import QPainter

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.block_pieces import (
    caption_pieces,
    heading_pieces,
    note_pieces,
    text_block_pieces,
)
from village_internet_plugin.layers.roadmap.facts import fact_pieces
from village_internet_plugin.layers.roadmap.flow import Piece
from village_internet_plugin.layers.roadmap.paper import LEFT, WIDTH, dots, millimetres_of
from village_internet_plugin.layers.roadmap.plan_map import MapBox
from village_internet_plugin.layers.roadmap.plan_maps import PlanMaps
from village_internet_plugin.layers.roadmap.tables import table_pieces
from village_internet_plugin.reports.roadmap.blocks import (
    Block,
    Map,
    PageBreak,
    VillageSheet,
    VillageSheets,
)

_MAP_HEIGHT_MM = 120.0
_VILLAGE_MAP_HEIGHT_MM = 125.0


class MapPieces:
    """Turns the blocks of one roadmap into pieces, in their order."""

    def __init__(self, maps: PlanMaps, sources: Words, language: str) -> None:
        self._maps = maps
        self._sources = sources.say(language)
        self._language = language
        self._breaks = False
        self.begins_page = False
        """Whether the pieces returned last are to begin a page, since a page break came before."""

    def pieces(self, block: Block) -> list[Piece]:
        """Return the pieces of a block; none for a page break, which the next block obeys."""
        if isinstance(block, PageBreak):
            self._breaks = True
            return []
        self.begins_page, self._breaks = self._breaks, False
        if isinstance(block, Map):
            return self._map(block)
        if isinstance(block, VillageSheets):
            self._maps.begin_villages([sheet.village_code for sheet in block.sheets])
            return [
                piece
                for index, sheet in enumerate(block.sheets)
                for piece in self._sheet(sheet, index)
            ]
        return text_block_pieces(block, self._language)

    def _map(self, block: Map) -> list[Piece]:
        drawing = _map_piece(
            _MAP_HEIGHT_MM, lambda painter, box: self._maps.paint(painter, block, box)
        )
        caption = caption_pieces(block.caption.say(self._language))
        return [*caption, *self._with_sources(drawing)]

    def _sheet(self, sheet: VillageSheet, index: int) -> list[Piece]:
        """Return a village's page: its name, its map, what is known of it, its hotspots.

        The first stands below the title of its annex: else that would have a page for itself.
        """
        drawing = _map_piece(
            _VILLAGE_MAP_HEIGHT_MM,
            lambda painter, box: self._maps.paint_village(painter, index, box),
        )
        title = heading_pieces(sheet.title.say(self._language), level=2, starts_page=index > 0)
        facts = fact_pieces(sheet.facts, self._language)
        hotspots = table_pieces(sheet.hotspots, self._language)
        return [*title, *self._with_sources(drawing), *facts, *hotspots]

    def _with_sources(self, drawing: Piece) -> list[Piece]:
        if not self._sources:
            return [drawing]
        return [replace(drawing, keeps_next=True), *note_pieces(self._sources)]


def _map_piece(height_mm: float, paint_map: Callable[[QPainter, MapBox], None]) -> Piece:
    def paint(painter: QPainter, top: float) -> None:
        box = MapBox(millimetres_of(LEFT), millimetres_of(top), millimetres_of(WIDTH), height_mm)
        paint_map(painter, box)

    return Piece(dots(height_mm + 1.0), paint, space=paper.dots(1.0))
