# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps layers from being edited while their file is written to; then they are as they were."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.connections import Connections


class HeldLayers(QObject):
    """Layers in which no edit can be begun until `let_go`; main thread only."""

    def __init__(self, layers: Iterable[QgsVectorLayer]) -> None:
        """Hold `layers`, ending their editing. Raises InputError when one has unsaved edits."""
        super().__init__()
        writable = [layer for layer in layers if layer.supportsEditing()]
        changed = next((layer for layer in writable if layer.isModified()), None)
        if changed is not None:
            raise _is_edited(changed)
        self._edited = [layer for layer in writable if layer.isEditable()]
        self._held: list[QgsVectorLayer] = []
        self._connections = Connections(lambda _error: None)
        try:
            for layer in writable:
                self._hold(layer)
        except InputError:
            self.let_go()
            raise
        project = writable[0].project() if writable else None
        if project is not None:
            self._stay_out_of_the_project_file(project)

    def let_go(self) -> None:
        """Let the layers be edited as before, those that are still there; safe to call twice."""
        self._connections.close()
        held, self._held = self._held, []
        edited, self._edited = self._edited, []
        _set_read_only(held, False)
        for layer in edited:
            if not sip.isdeleted(layer) and not layer.isEditable():
                layer.startEditing()

    def _hold(self, layer: QgsVectorLayer) -> None:
        if layer.isEditable():
            # Nothing was changed in it: this saves nothing.
            layer.commitChanges()
        if not layer.setReadOnly(True):
            raise _is_edited(layer)
        self._held.append(layer)

    def _stay_out_of_the_project_file(self, project: QgsProject) -> None:
        """Have a project that is saved meanwhile hold the layers as they were."""

        def hold_again() -> None:
            _set_read_only(self._held, True)

        def written(_document: object) -> None:
            _set_read_only(self._held, False)
            QTimer.singleShot(0, hold_again)

        self._connections.connect(project, "writeProject", written)


def _set_read_only(layers: Iterable[QgsVectorLayer], is_read_only: bool) -> None:
    for layer in layers:
        if not sip.isdeleted(layer):
            layer.setReadOnly(is_read_only)


def _is_edited(layer: QgsVectorLayer) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Layer “{layer}” is being edited. Nothing was taken over, and your edits are still there. "
        "Save them, and pull again.",
    )
    return InputError(sentence.format(layer=layer.name()))
