# SPDX-License-Identifier: GPL-2.0-or-later
"""What `qgis --code` runs: it starts the driver, which publishes what is seen."""

import os
import sys
from pathlib import Path

# At the end: names of the tests' folders must not hide anybody's modules.
sys.path.append(os.environ["WINDOW_TEST_CODE"])

from window.inside.driver import Driver

driver = Driver(Path(os.environ["WINDOW_TEST_FOLDER"]))
