# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802, N803 - QGIS calls these methods and arguments by their names
"""Runs the provider's algorithms in this process, and tells what they said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
)

SOURCES = {
    "VILLAGES": "batas_desa_ilustrasi.geojson",
    "OFFICES": "kantor_desa.csv",
    "BLANK_SPOTS": "blank_spot_2021.csv",
    "SETTLEMENTS": "permukiman.csv",
    "EXISTING": "hotspot_eksisting.csv",
    "NODES": "simpul_jaringan.csv",
    "FUNDING": "sumber_dana.csv",
}
HOTSPOTS = "titik_hotspot_paser_2025.csv"


class Failed(Exception):
    """An algorithm ended with an error; the text is the sentence it gave."""


class Heard(QgsProcessingFeedback):
    """A feedback that remembers what it was told, and may cancel at a given progress."""

    def __init__(self, cancel_at: float | None = None) -> None:
        super().__init__(False)
        self.said: list[str] = []
        self.errors: list[str] = []
        self.progressed: list[float] = []
        self._cancel_at = cancel_at
        self.progressChanged.connect(self._progressed)

    def pushInfo(self, info: str) -> None:
        self.said.append(info)

    def pushWarning(self, warning: str) -> None:
        self.said.append(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.errors.append(error)

    def _progressed(self, progress: float) -> None:
        self.progressed.append(progress)
        if self._cancel_at is not None and progress >= self._cancel_at:
            self.cancel()


class Algorithms:
    """Runs the provider's algorithms in this process."""

    def __init__(self) -> None:
        self.feedback = Heard()

    def get(self, name: str) -> QgsProcessingAlgorithm:
        registry = QgsApplication.processingRegistry()
        algorithm = registry.algorithmById(f"village_internet:{name}")
        assert algorithm is not None, name
        return algorithm.create()

    def run(self, name: str, feedback: Heard | None = None, **parameters: Any) -> dict[str, Any]:
        """Return the outputs; raises Failed with the sentence."""
        self.feedback = feedback or Heard()
        context = QgsProcessingContext()
        given = {
            key: str(value) if isinstance(value, Path) else value
            for key, value in parameters.items()
        }
        algorithm = self.get(name)
        acceptable, sentence = algorithm.checkParameterValues(given, context)
        if not acceptable:
            raise Failed(sentence)
        outputs, succeeded = algorithm.run(given, context, self.feedback)
        if not succeeded:
            raise Failed(" ".join(self.feedback.errors))
        return outputs


def rows(path: Path, query: str) -> list[Any]:
    """Return what a query gives on a GeoPackage."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()
