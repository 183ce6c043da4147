# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS set to Bahasa Indonesia, for as long as a test needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from drawing import Translations
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication

_SETTINGS = {"locale/overrideFlag": True, "locale/userLocale": "id"}


@contextmanager
def indonesian_session() -> Iterator[None]:
    """Set the language and bring the plugin's translations, and take both back."""
    settings = QgsSettings()
    before = {key: settings.value(key) for key in _SETTINGS}
    for key, value in _SETTINGS.items():
        settings.setValue(key, value)
    translations = Translations("id")
    QCoreApplication.installTranslator(translations)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translations)
        for key, value in before.items():
            if value is None:
                settings.remove(key)
            else:
                settings.setValue(key, value)
