# SPDX-License-Identifier: GPL-2.0-or-later
"""The peer of the suggestion: spopt's maximal covering, as somebody who uses spopt would call it.

`build/spopt/bin/python -m bench.spopt_peer FILE.npz` reads the file's `distance_m` (demand, site),
`people`, `points` and `radius_m`, and prints seconds, objective and versions. Neither spopt nor
PuLP with its CBC is ever installed with the plugin: `python3 -m venv build/spopt`, then
`build/spopt/bin/pip install spopt==0.7.0 pulp==3.3.2`.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import sys
import time

import numpy as np

from tools.stage import REPOSITORY

PYTHON = REPOSITORY / "build" / "spopt" / "bin" / "python"


def main(path: str) -> None:
    """Solve the file's problem; spopt and the file are loaded before the clock starts."""
    locate = importlib.import_module("spopt.locate")
    pulp = importlib.import_module("pulp")
    with np.load(path) as file:
        distance, people = file["distance_m"], file["people"]
        points, radius = int(file["points"]), float(file["radius_m"])
    began = time.perf_counter()
    model = locate.MCLP.from_cost_matrix(distance, people, radius, points)
    built = time.perf_counter()
    # Proof is asked for: CBC stops at a relative gap of 0 of its own accord.
    model.solve(pulp.PULP_CBC_CMD(msg=False))
    ended = time.perf_counter()
    answer = {
        "seconds": ended - began,
        "build_s": built - began,
        "solve_s": ended - built,
        "objective": round(pulp.value(model.problem.objective)),
        "status": pulp.LpStatus[model.problem.status],
        "versions": f"spopt {importlib.metadata.version('spopt')}, PuLP {pulp.__version__} CBC",
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
