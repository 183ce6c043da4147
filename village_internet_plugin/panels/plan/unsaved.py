# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of the plan's layers that are not in its file yet: counted, and saved when asked."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.unsaved_edits import count_unsaved, save_edits


def edited_layers(plan: CurrentPlan) -> list[QgsVectorLayer]:
    """Return the plan's layers that hold edits which are not saved."""
    from village_internet_plugin.layers.plan_in_project import PROJECT_TABLES

    layers = (plan.layer(table) for table in PROJECT_TABLES)
    return [layer for layer in layers if layer is not None and layer.isModified()]


def unsaved_count(plan: CurrentPlan) -> int:
    """Return how many rows of the plan are not saved as they are."""
    return count_unsaved(edited_layers(plan))


def save_all(plan: CurrentPlan) -> None:
    """Save all edits of the plan; raises InputError naming the layer that could not be saved."""
    save_edits(edited_layers(plan))


def saved_or_none(plan: CurrentPlan, parent: QWidget | None) -> bool:
    """Tell whether nothing is unsaved, after asking to save what is.

    What is written beside the layers, or opened in their place, would leave the edits behind.
    Raises InputError when saving fails.
    """
    count = unsaved_count(plan)
    if not count:
        return True
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("VillageInternet", "Unsaved edits"))
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The plan has edits that are not saved: {count}. Save them and go on?",
    )
    box.setText(sentence.format(count=count))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    # Qt has no Indonesian of its own.
    box.button(buttons.Save).setText(QCoreApplication.translate("VillageInternet", "Save edits"))
    box.button(buttons.Cancel).setText(QCoreApplication.translate("VillageInternet", "Cancel"))
    if box.exec() != buttons.Save:
        return False
    save_all(plan)
    return True
