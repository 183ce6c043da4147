# SPDX-License-Identifier: GPL-2.0-or-later
"""Says, in one sentence, which Python library an algorithm lacks and how to get it.

Libraries are looked for when an algorithm runs, never when QGIS starts: without Shapely the plugin
still loads, and what does not need it still works.
"""

from __future__ import annotations

import importlib
import re
from types import ModuleType

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import MissingLibrary
from village_internet_plugin.geodesy.shapely_loading import load_shapely

LEAST_VERSIONS = {"numpy": (1, 20), "shapely": (2, 0), "requests": (2, 25)}
"""The oldest version of each library that the plugin works with."""


def require_libraries(algorithm_name: str, libraries: tuple[str, ...]) -> None:
    """Import each library; raises MissingLibrary naming the first that is absent or too old."""
    for library in libraries:
        least = LEAST_VERSIONS[library]
        try:
            found = str(_import(library).__version__)
        except ImportError:
            found = ""
        if not found or _version(found) < least:
            raise MissingLibrary(_sentence(algorithm_name, library, least, found))


def missing_library(error: BaseException) -> MissingLibrary | None:
    """Return what to tell instead of `error` when a library the plugin uses is not there."""
    if not isinstance(error, ModuleNotFoundError) or error.name not in LEAST_VERSIONS:
        return None
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The Python library {library} is not installed; with it, {gain}. Nothing was changed. "
        "Install {library} {wanted} or newer for the Python that QGIS uses (on Windows in the "
        'OSGeo4W Shell: python -m pip install "{library}>={wanted}"), then restart QGIS.',
    )
    wanted = _written(LEAST_VERSIONS[error.name])
    return MissingLibrary(
        sentence.format(library=error.name, gain=_gain(error.name), wanted=wanted)
    )


def _gain(library: str) -> str:
    if library == "requests":
        return QCoreApplication.translate(
            "VillageInternet", "plans can be published to the shared server and brought from there"
        )
    return QCoreApplication.translate(
        "VillageInternet", "plans can be opened, checked, bettered by suggestions and delivered"
    )


def _written(version: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in version)


def _import(library: str) -> ModuleType:
    return load_shapely() if library == "shapely" else importlib.import_module(library)


def _version(text: str) -> tuple[int, ...]:
    numbers = re.findall(r"\d+", text)[:2]
    return tuple(int(number) for number in numbers)


def _sentence(algorithm_name: str, library: str, least: tuple[int, ...], found: str) -> str:
    wanted = _written(least)
    if found:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "“{algorithm}” needs the Python library {library} {wanted} or newer; QGIS has {found}. "
            "Nothing was changed. Install it for the Python that QGIS uses "
            '(on Windows in the OSGeo4W Shell: python -m pip install "{library}>={wanted}"), '
            "then restart QGIS.",
        )
    else:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "“{algorithm}” needs the Python library {library} {wanted} or newer; QGIS has none. "
            "Nothing was changed. Install it for the Python that QGIS uses "
            '(on Windows in the OSGeo4W Shell: python -m pip install "{library}>={wanted}"), '
            "then restart QGIS.",
        )
    return sentence.format(algorithm=algorithm_name, library=library, wanted=wanted, found=found)
