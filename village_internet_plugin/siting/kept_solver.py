# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps one idle solver between two questions: loading SciPy takes longer than many a proof.

A suggestion is often followed by the next, by what one more point would bring, or by other plans
as good; each would wait for a new process to load SciPy. One is kept for a few minutes; it ends
with the program, since its input ends then.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Loaded when a solver is asked for: whoever only ends a kept one starts with the plugin.
    from village_internet_plugin.siting.solver_process import SolverProcess

IDLE_S = 300.0
"""How long a process may wait for the next question; it holds some 80 MB."""


class SolverKeeper:
    """Holds one idle solver at most, for whichever thread asks next."""

    def __init__(self, idle_s: float = IDLE_S) -> None:
        """Keep a solver for `idle_s` seconds."""
        self._idle_s = idle_s
        self._lock = threading.Lock()
        self._kept: SolverProcess | None = None
        self._timer: threading.Timer | None = None

    def take(self) -> SolverProcess:
        """Return the kept solver, or a new one; NoSolver where none can be started."""
        from village_internet_plugin.siting.solver_process import SolverProcess

        kept = self._replace(None)
        if kept is not None:
            if kept.is_idle:
                return kept
            kept.end()
        return SolverProcess()

    def give_back(self, solver: SolverProcess) -> None:
        """Keep a solver that is done with its question; end one that is not, and the one before."""
        before = self._replace(solver) if solver.is_idle else solver
        if before is not None:
            before.end()

    def end(self) -> None:
        """End the kept solver, if there is one."""
        kept = self._replace(None)
        if kept is not None:
            kept.end()

    def _replace(self, solver: SolverProcess | None) -> SolverProcess | None:
        """Keep another solver, or none; return the one before."""
        with self._lock:
            before, self._kept = self._kept, solver
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if solver is not None:
                self._timer = threading.Timer(self._idle_s, self._end_idle, (solver,))
                self._timer.daemon = True
                self._timer.start()
        return before

    def _end_idle(self, solver: SolverProcess) -> None:
        """End a solver that has waited long enough, unless somebody has just taken it."""
        with self._lock:
            if self._kept is not solver:
                return
            self._kept = self._timer = None
        solver.end()


_KEEPER = SolverKeeper()


def take_solver() -> SolverProcess:
    """Return a solver that is idle; give it back. NoSolver where none can be started."""
    return _KEEPER.take()


def give_back(solver: SolverProcess) -> None:
    """Hand a solver back that `take_solver` gave, whatever has become of it."""
    _KEEPER.give_back(solver)


@contextlib.contextmanager
def borrowed_solver() -> Iterator[SolverProcess]:
    """Lend a solver for a `with`; NoSolver where none can be started."""
    solver = take_solver()
    try:
        yield solver
    finally:
        give_back(solver)


def end_kept_solver() -> None:
    """End the solver that is kept, if one is: the plugin goes."""
    _KEEPER.end()
