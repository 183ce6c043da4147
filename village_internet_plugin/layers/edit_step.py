# SPDX-License-Identifier: GPL-2.0-or-later
"""An edit of a layer that is one undo step, or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError


@contextmanager
def edit_step(layer: QgsVectorLayer, text: str) -> Iterator[None]:
    """Make what happens inside one undo step of `layer`, called `text` in QGIS's undo list.

    Editing is started where it was not, and goes on afterwards: nothing is saved. When the inside
    raises, nothing of it stays, and editing ends again if it was started here. Raises InputError
    when the layer cannot be edited.
    """
    opened = not layer.isEditable()
    if opened and not layer.startEditing():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "Layer “{layer}” cannot be edited. Check that the plan's file is not write-protected "
            "or open in another program.",
        )
        raise InputError(sentence.format(layer=layer.name()))
    layer.beginEditCommand(text)
    try:
        yield
    except BaseException:
        layer.destroyEditCommand()
        if opened:
            layer.rollBack()
        raise
    layer.endEditCommand()
