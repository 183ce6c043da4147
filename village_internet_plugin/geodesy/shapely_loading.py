# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads Shapely so that it keeps to the GEOS it was built for, also inside QGIS.

QGIS brings a GEOS of its own. Where Shapely comes with another one (from PyPI, on Debian 12 the
only way to Shapely 2), Linux binds Shapely's calls to the GEOS that was there first, as far as that
one knows them, and to its own for the rest: geometries of one are then read by the other, and QGIS
dies without a word. Bound to what it brought, Shapely works beside QGIS.
"""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType


def load_shapely() -> ModuleType:
    """Import Shapely, bound to its own libraries first where the system knows of that choice.

    Must run before anything else imports Shapely. Raises ImportError when there is none.
    """
    if "shapely" in sys.modules or not hasattr(os, "RTLD_DEEPBIND"):
        return importlib.import_module("shapely")
    flags = sys.getdlopenflags()
    sys.setdlopenflags(flags | os.RTLD_DEEPBIND)
    try:
        return importlib.import_module("shapely")
    finally:
        sys.setdlopenflags(flags)
