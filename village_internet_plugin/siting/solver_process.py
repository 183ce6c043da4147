# SPDX-License-Identifier: GPL-2.0-or-later
"""HiGHS at work in a process of its own: watched, stopped at once, and never in anybody's way."""

from __future__ import annotations

import base64
import io
import json
import os
import queue
import subprocess  # nosec B404 - used without a shell, on programs we name
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from village_internet_plugin.domain.errors import PlannerError, ProgramFault
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting import solver_child
from village_internet_plugin.siting.model import Floats, Model

OPTIMAL, LIMIT_REACHED, INFEASIBLE = 0, 1, 2
"""SciPy's words for how a run ended."""
_POLL_S = 0.05
_START_S = 30.0
_SLICE_S = 1.0
"""How long HiGHS may hold this process where it cannot have one of its own."""

_NO_INTERPRETER = Words(
    "There is no Python interpreter beside this program.",
    "Tidak ada penerjemah Python di samping program ini.",
)
_NOT_STARTED = Words(
    "The system did not start it: {reason}.", "Sistem tidak menjalankannya: {reason}."
)
_NO_WAY_TO_ASK = Words(
    "The solver was started without a way to ask it.",
    "Penyelesai dijalankan tanpa jalur untuk bertanya kepadanya.",
)
_ENDED = Words("The solver has ended.", "Penyelesai sudah berhenti.")
_ENDED_OR_NO_SCIPY = Words(
    "The solver has ended, or has no SciPy.", "Penyelesai sudah berhenti, atau tidak punya SciPy."
)
_SILENT = Words("The solver does not answer.", "Penyelesai tidak menjawab.")
_NO_SCIPY = Words("SciPy is not installed.", "SciPy tidak terpasang.")

Meanwhile = Callable[["Told"], bool]
"""Called every `_POLL_S`, or as often as all told is heard; answers False to stop."""


class NoSolver(PlannerError):
    """HiGHS cannot be had here: no SciPy, or no interpreter that starts."""


@dataclass(frozen=True)
class Told:
    """What HiGHS has told of a run so far; None before it tells."""

    bound: float | None = None
    best: float | None = None


@dataclass(frozen=True, eq=False)
class Outcome:
    """How a run ended.

    Attributes:
        status: `OPTIMAL` (to the gap asked), `LIMIT_REACHED`, `INFEASIBLE`, or another of SciPy's.
        values: of each column, None where no solution was found.
        bound: no solution has a larger objective; None where nothing was proven.
        marginals: of each row (relaxed runs): by how much the objective grows with its limit.
        is_stopped: whether `meanwhile` stopped it.

    """

    status: int
    values: Floats | None = None
    bound: float | None = None
    marginals: Floats | None = None
    is_stopped: bool = False


class SolverProcess:
    """One process for one problem after another; use it in a `with`, or call `end`."""

    def __init__(self, python: Path | None = None) -> None:
        """Start it, without waiting; NoSolver where there is no interpreter to be found."""
        found = python or find_python()
        if found is None:
            raise NoSolver(_NO_INTERPRETER)
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._is_ready = False
        self._is_asked = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 # nosec B603 - our own interpreter
                [str(found), "-B", str(Path(solver_child.__file__).resolve())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise NoSolver(_NOT_STARTED.filled(reason=str(error).rstrip("."))) from error
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> SolverProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close(stream)

    @property
    def is_idle(self) -> bool:
        """Whether it runs and owes no answer, so that it can be asked the next question."""
        return self._process.poll() is None and not self._is_asked

    def wait_until_ready(self, meanwhile: Callable[[], bool] = lambda: True) -> bool:
        """Wait until it has SciPy; False when `meanwhile` stops; NoSolver when it has none."""
        until = time.monotonic() + _START_S
        while not self._is_ready:
            if not meanwhile():
                return False
            line = self._next_line(until)
            self._is_ready = line == "READY"
        return True

    def solve(
        self,
        model: Model,
        gap: float,
        time_limit_s: float,
        meanwhile: Meanwhile = lambda _: True,
        relaxed: bool = False,
    ) -> Outcome:
        """Solve a model (or its linear relaxation) to a relative `gap`; NoSolver when it cannot."""
        if len(model.objective) == 0:
            return _without_columns(model)
        until = time.monotonic() + time_limit_s
        if not self.wait_until_ready(lambda: meanwhile(Told())):
            return Outcome(LIMIT_REACHED, is_stopped=True)
        self._ask(_packed(model, gap, max(until - time.monotonic(), 0.1), relaxed))
        told = Told()
        if not meanwhile(told):
            return self._stopped(told)
        # It looks at the clock between its steps only; far beyond the limit it is ended.
        patience = time.monotonic() + max(until - time.monotonic(), 0.1) * 1.2 + 10.0
        for line in self._each_line(patience):
            told = _heard(line, told)
            if line.startswith("ANSWER "):
                self._is_asked = False
                return _read_answer(line[7:], told)
            if not self._lines.empty():
                # What it has told already is heard first: the answer may be among it.
                continue
            if not meanwhile(told):
                return self._stopped(told)
        return Outcome(LIMIT_REACHED, bound=told.bound)

    def _stopped(self, told: Told) -> Outcome:
        self._process.kill()
        return Outcome(LIMIT_REACHED, bound=told.bound, is_stopped=True)

    def _ask(self, message: bytes) -> None:
        if self._process.stdin is None:
            raise ProgramFault(_NO_WAY_TO_ASK)
        self._is_asked = True
        try:
            self._process.stdin.write(len(message).to_bytes(8, "big") + message)
            self._process.stdin.flush()
        except OSError as error:
            raise NoSolver(_ENDED) from error

    def _each_line(self, until: float) -> Iterator[str]:
        """Yield each line, and an empty text whenever there was none for `_POLL_S`."""
        while time.monotonic() < until:
            yield self._next_line(until)

    def _next_line(self, until: float) -> str:
        if time.monotonic() > until:
            raise NoSolver(_SILENT)
        try:
            line = self._lines.get(timeout=_POLL_S)
        except queue.Empty:
            return ""
        if line is None:
            raise NoSolver(_ENDED_OR_NO_SCIPY)
        return line

    def _read(self) -> None:
        stream = self._process.stdout
        try:
            for line in stream or ():
                self._lines.put(line.decode("utf-8", "replace").strip())
        except (OSError, ValueError):
            # Closed while reading: somebody ended it.
            self._lines.put(None)
        self._lines.put(None)


def solve_here(model: Model, gap: float, relaxed: bool = False) -> Outcome:
    """Solve in this process for a second at most, during which nothing else runs in it."""
    if len(model.objective) == 0:
        return _without_columns(model)
    try:
        import scipy.optimize  # noqa: F401
    except ImportError as error:
        raise NoSolver(_NO_SCIPY) from error
    packed = _packed(model, gap, _SLICE_S, relaxed, is_told=False)
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        answer = solver_child.solve({name: arrays[name] for name in arrays.files})
    return _read_answer(json.dumps(answer), Told())


def _without_columns(model: Model) -> Outcome:
    """Answer a model in which nothing can be chosen, which SciPy takes for a fault."""
    if (model.row_lower > 0.0).any() or (model.row_upper < 0.0).any():
        return Outcome(INFEASIBLE)
    return Outcome(OPTIMAL, np.empty(0), 0.0, np.zeros(len(model.row_names)))


def find_python() -> Path | None:
    """Return the Python interpreter this program runs on, also where the program is QGIS."""
    executable = Path(sys.executable or "")
    if executable.stem.casefold().startswith("python") and executable.is_file():
        return executable
    for base in dict.fromkeys((sys.exec_prefix, sys.base_exec_prefix, str(executable.parent))):
        for name in ("python.exe", "python3.exe", "bin/python3", "bin/python", "python3"):
            if (Path(base) / name).is_file():
                return Path(base) / name
    return None


def _packed(
    model: Model, gap: float, time_limit_s: float, relaxed: bool, is_told: bool = True
) -> bytes:
    rows, columns, values = model.entries
    buffer = io.BytesIO()
    np.savez(
        buffer,
        objective=model.objective,
        lower=model.lower,
        upper=model.upper,
        integral=model.integral,
        rows=rows,
        columns=columns,
        values=values,
        row_lower=model.row_lower,
        row_upper=model.row_upper,
        gap=np.float64(gap),
        time_limit_s=np.float64(time_limit_s),
        relaxed=np.bool_(relaxed),
        is_told=np.bool_(is_told),
    )
    return buffer.getvalue()


def _heard(line: str, told: Told) -> Told:
    """Take a bound and a best value from a line of HiGHS's table, if it is one."""
    words = line.split()
    if len(words) > 1 and len(words[0]) == 1 and words[0].isalpha():
        words = words[1:]
    # Nodes, in queue, leaves, explored, bound, best, gap, and then cuts and times.
    if len(words) < 11 or not words[3].endswith("%") or not words[-1].endswith("s"):
        return told
    bound, best = _number(words[4]), _number(words[5])
    # HiGHS minimises.
    return Told(told.bound if bound is None else -bound, told.best if best is None else -best)


def _number(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def _read_answer(text: str, told: Told) -> Outcome:
    answer: dict[str, Any] = json.loads(text)
    bound = answer["bound"]
    return Outcome(
        status=int(answer["status"]),
        values=_values(answer["values"]),
        bound=told.bound if bound is None else float(bound),
        marginals=_values(answer.get("marginals")),
    )


def _values(text: str | None) -> Floats | None:
    return None if text is None else np.frombuffer(base64.b64decode(text), dtype="<f8")


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        # What was still to be written has no reader left.
        return
