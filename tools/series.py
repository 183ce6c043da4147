# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs one of the long series against a real server: `python -m tools.series faults`.

The others are fuzz, kills, load and year. What they do stands in tests/breaking; their numbers go
to build/series.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from tools.stage import REPOSITORY

FUZZED = ("fuzz", "fuzz_texts", "security", "security_limits", "security_certificates")
SERIES = {
    "faults": ["-m", "breaking.series_faults"],
    "kills": ["-m", "breaking.series_qgis"],
    "load": ["-m", "breaking.series_load"],
    "year": ["-m", "breaking.series_year"],
    "fuzz": ["-m", "pytest", *(f"tests/server/test_{name}.py" for name in FUZZED)],
}
"""What Python runs for each of them."""
FUZZ_EXAMPLES = "2000"


def main(arguments: list[str] | None = None) -> int:
    """Run the series named on the command line and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.series", description=__doc__)
    parser.add_argument("name", choices=sorted(SERIES))
    given = parser.parse_args(arguments)
    paths = (str(REPOSITORY), str(REPOSITORY / "tests"))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "QT_QPA_PLATFORM": "offscreen",
    }
    if given.name == "fuzz":
        environment.setdefault("FUZZ_EXAMPLES", FUZZ_EXAMPLES)
    command = [sys.executable, *SERIES[given.name]]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
