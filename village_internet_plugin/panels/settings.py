# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin remembers from one day to the next: the one typed list of its settings.

They stand in the user's QGIS profile under ``plugins/village_internet/``, where QGIS 3.30 and later
keep the settings of plugins: these versions are told of them and show them, described, among the
advanced settings. Nothing secret is here; of an account only the name of its entry in QGIS's store
of sign-ins is kept.
"""

from __future__ import annotations

from copy import copy
from typing import Any, Callable, Generic, TypeVar

from qgis import core
from qgis.core import QgsSettings

Value = TypeVar("Value")
_PLUGIN = "village_internet"
PREFIX = f"plugins/{_PLUGIN}/"
"""Begins every key."""


class Setting(Generic[Value]):
    """One remembered value: its name, what it is without any, and what it is for."""

    def __init__(self, name: str, default: Value, description: str) -> None:
        """Declare it; the type of `default` is that of the setting."""
        self.name = name
        self.default: Value = default
        self.description = description

    @property
    def key(self) -> str:
        """The key in QgsSettings."""
        return PREFIX + self.name

    def get(self) -> Value:
        """Return the remembered value; the default where there is none or one of another type."""
        kept: Any = QgsSettings().value(self.key)
        default: Value = copy(self.default)
        return default if kept is None else _READERS[type(default)](kept, default)

    def set(self, value: Value) -> None:
        """Remember `value`."""
        QgsSettings().setValue(self.key, value)

    def forget(self) -> None:
        """Go back to the default."""
        QgsSettings().remove(self.key)


def _text(kept: Any, default: str) -> str:
    return kept if isinstance(kept, str) else default


def _truth(kept: Any, default: bool) -> bool:
    # A profile on disk holds words.
    return {"true": True, "false": False, "1": True, "0": False}.get(str(kept).lower(), default)


def _number(kept: Any, default: float) -> float:
    try:
        return type(default)(kept)
    except (TypeError, ValueError):
        return default


def _texts(kept: Any, default: list[str]) -> list[str]:
    # A list of one is read back as a text, an empty one as an empty text.
    texts = [kept] if isinstance(kept, str) else kept
    return [str(text) for text in texts if text] if isinstance(texts, list) else default


_READERS: dict[type, Callable[[Any, Any], Any]] = {
    str: _text,
    bool: _truth,
    int: _number,
    float: _number,
    list: _texts,
}

seen = Setting("seen", False, "Whether the plugin was started before")
last_agency = Setting("last_agency", "", "Agency that a new plan is made for")
waiver_author = Setting("waiver_author", "", "Name under which findings are waived")
last_funding_source = Setting("last_funding_source", "", "Funding source chosen last")
last_site_kind = Setting("last_site_kind", "", "Kind of site chosen last")
last_folder = Setting("last_folder", "", "Folder a plan was opened from or a sheet imported from")
recent_plans: Setting[list[str]] = Setting(
    "recent_plans", [], "Plans opened of late, the latest first"
)
import_mappings = Setting("import_mappings", "", "Columns chosen for imports before, as JSON")
server = Setting("server", "", "Address of the shared server")
auth_config = Setting("auth_config", "", "Entry in QGIS's store of sign-ins for the shared server")
server_certificate = Setting(
    "server_certificate", "", "PEM file of the authority that vouches for the shared server"
)
arrow_step_m = Setting("arrow_step_m", 1.0, "How far an arrow key moves the point, in metres")
open_form_after_placing = Setting(
    "open_form_after_placing", True, "Whether the form opens when a hotspot was placed"
)

SETTINGS: tuple[Setting[Any], ...] = (
    *(seen, last_agency, waiver_author, last_funding_source, last_site_kind, last_folder),
    *(recent_plans, import_mappings, server, auth_config, server_certificate),
    *(arrow_step_m, open_form_after_placing),
)
"""All of them."""

ARROW_STEPS_M = (0.1, 1.0, 5.0, 10.0, 100.0)
"""The steps offered for `arrow_step_m`; any other positive number works as well."""
RECENT_PLANS = 10
"""How many plans are remembered."""


def remember_plan(path: str) -> None:
    """Put a plan at the head of the recent ones."""
    others = [known for known in recent_plans.get() if known != path]
    recent_plans.set([path, *others][:RECENT_PLANS])


def tell_qgis() -> Callable[[], object]:
    """Describe the settings to QGIS where it keeps a tree of them (3.30); return the undo."""
    tree = getattr(core, "QgsSettingsTree", None)
    if tree is None:
        return lambda: None
    kinds = {
        str: core.QgsSettingsEntryString,
        bool: core.QgsSettingsEntryBool,
        int: core.QgsSettingsEntryInteger,
        float: core.QgsSettingsEntryDouble,
        list: core.QgsSettingsEntryStringList,
    }
    node = tree.createPluginTreeNode(_PLUGIN)
    entries = [
        kinds[type(setting.default)](setting.name, node, setting.default, setting.description)
        for setting in SETTINGS
    ]

    def take_back() -> None:
        tree.unregisterPluginTreeNode(_PLUGIN)
        entries.clear()

    return take_back
