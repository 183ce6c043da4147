# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a layer to its end or says that it could not: GDAL's failures end an iterator silently.

When an edit begins or is saved, QGIS opens the file anew and changes its journal. A thread that
opens or reads it in that moment is told by SQLite that it cannot, and its iterator ends as if
there were no (more) rows. A plan that seems empty then would be judged as empty.
"""

from __future__ import annotations

import time
from collections.abc import Sized
from typing import Callable, TypeVar

from osgeo import gdal
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError

_WAITS_S = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
"""The file is closed to readers for some milliseconds; a slow disk may take longer."""

Read = TypeVar("Read", bound=Sized)


def read_wholly(read: Callable[[], Read], layer: str, may_be_empty: bool = False) -> Read:
    """Return what `read` returns, asked again while GDAL failed in it.

    `layer` is the name to tell. A connection that has failed once may give nothing from then on,
    without a word: after a failure nothing is taken for an answer only where the layer
    `may_be_empty`. Raises InputError when it fails to the end; what `read` itself raises passes
    through.
    """
    failures: list[str] = []

    def hear(kind: int, _number: int, text: str) -> None:
        if kind >= gdal.CE_Failure:
            failures.append(text)

    for wait in (*_WAITS_S, 0.0):
        before = len(failures)
        # GDAL has its handlers by thread. Its last error will not do: closing forgets it.
        gdal.PushErrorHandler(hear)
        try:
            found = read()
        finally:
            gdal.PopErrorHandler()
        if not failures or (len(failures) == before and (len(found) > 0 or may_be_empty)):
            return found
        time.sleep(wait)
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Layer “{layer}” could not be read to its end: {reason}. "
        "Look whether its file is still there and free, then try again.",
    )
    raise InputError(sentence.format(layer=layer, reason=failures[-1].rstrip(".")))
