# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs HiGHS (SciPy) in a process of its own: problems on stdin, answers on stdout, line by line.

HiGHS holds Python's lock for its whole run and cannot be interrupted; in here that stops nobody,
and whoever started it ends it by ending this process. Run as a file; knows nothing of the plugin.

In: 8 bytes of length (big-endian), then an `.npz` without pickled objects; again for the next one.
Out: ``READY``, HiGHS's own log, then for each problem one line of JSON after ``ANSWER ``.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and sys.path:
    # The folder of this file: its modules are not to be taken for anybody else's.
    sys.path.pop(0)

import base64
import contextlib
import io
import json
import signal
from typing import Any

import numpy as np

MAXIMUM_BYTES = 1 << 31


def main() -> int:
    """Answer problems until stdin ends."""
    with contextlib.suppress(AttributeError, ValueError):
        # Whoever asked is gone: end at the next line of the log.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    import scipy.optimize  # noqa: F401 - before READY, since it takes a while

    say("READY")
    while True:
        head = sys.stdin.buffer.read(8)
        if len(head) < 8:
            return 0
        size = int.from_bytes(head, "big")
        if size > MAXIMUM_BYTES:
            return 1
        with np.load(io.BytesIO(sys.stdin.buffer.read(size)), allow_pickle=False) as arrays:
            answer = solve({name: arrays[name] for name in arrays.files})
        say("ANSWER " + json.dumps(answer))


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write("\n" + line + "\n")
    sys.stdout.flush()


def solve(problem: dict[str, Any]) -> dict[str, Any]:
    """Solve a maximisation and return status, values (float64, base64), bound and marginals."""
    from scipy.sparse import csr_matrix

    shape = (len(problem["row_lower"]), len(problem["objective"]))
    matrix = csr_matrix((problem["values"], (problem["rows"], problem["columns"])), shape=shape)
    if bool(problem["relaxed"]):
        return _relaxed(problem, matrix)
    return _mixed(problem, matrix)


def _mixed(problem: dict[str, Any], matrix: Any) -> dict[str, Any]:
    from scipy.optimize import Bounds, LinearConstraint, milp

    limits = []
    if matrix.shape[0]:
        limits = [LinearConstraint(matrix, problem["row_lower"], problem["row_upper"])]
    found = milp(
        -problem["objective"],
        integrality=problem["integral"].astype(np.int64),
        bounds=Bounds(problem["lower"], problem["upper"]),
        constraints=limits,
        options={
            "disp": bool(problem["is_told"]),
            "time_limit": float(problem["time_limit_s"]),
            "mip_rel_gap": float(problem["gap"]),
        },
    )
    bound = getattr(found, "mip_dual_bound", None)
    return {
        "status": int(found.status),
        "message": str(found.message),
        "values": _text(found.x),
        "bound": None if bound is None or not np.isfinite(bound) else -float(bound),
    }


def _relaxed(problem: dict[str, Any], matrix: Any) -> dict[str, Any]:
    from scipy.optimize import linprog

    upper, lower = problem["row_upper"], problem["row_lower"]
    above, below = np.flatnonzero(np.isfinite(upper)), np.flatnonzero(np.isfinite(lower))
    from scipy.sparse import vstack

    found = linprog(
        -problem["objective"],
        A_ub=vstack([matrix[above], -matrix[below]]) if matrix.shape[0] else None,
        b_ub=np.concatenate((upper[above], -lower[below])) if matrix.shape[0] else None,
        bounds=np.column_stack((problem["lower"], problem["upper"])),
        method="highs",
        options={"time_limit": float(problem["time_limit_s"])},
    )
    marginals = np.zeros(len(upper))
    if found.x is not None and matrix.shape[0]:
        marginals[above] -= found.ineqlin.marginals[: len(above)]
        marginals[below] += found.ineqlin.marginals[len(above) :]
    return {
        "status": int(found.status),
        "message": str(found.message),
        "values": _text(found.x),
        "bound": -float(found.fun) if found.status == 0 else None,
        "marginals": _text(marginals),
    }


def _text(values: Any) -> str | None:
    if values is None:
        return None
    return base64.b64encode(np.asarray(values, dtype="<f8").tobytes()).decode("ascii")


if __name__ == "__main__":
    sys.exit(main())
