# SPDX-License-Identifier: GPL-2.0-or-later
"""Processes as the kernel tells of them: children, owners of connections, the end of a kill."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

_ESTABLISHED, _LISTENS = "01", "0A"
_GONE_S = 30.0
_SET_CHILD_SUBREAPER = 36


def adopt_orphans(adopt: bool = True) -> None:
    """Become the parent of what our own children leave behind, or do so no longer.

    A killed postmaster is gone only once somebody has asked for its end: its number stands in
    postmaster.pid, and as long as the kernel knows it, PostgreSQL refuses to start again.
    """
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, int(adopt), 0, 0, 0)


def children(pid: int) -> list[int]:
    """Return the processes that `pid` has started and that run still."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _parent_and_state(int(folder.name))[0] == pid:
            found.append(int(folder.name))
    return found


def is_running(pid: int) -> bool:
    """Tell whether a process runs; one that is dead but not yet reaped does not."""
    return _parent_and_state(pid)[1] not in ("", "Z", "X")


def kill_and_wait(pids: Iterable[int], number: int = signal.SIGKILL) -> None:
    """Send a signal to each process and return when none of them runs any more."""
    wanted = list(pids)
    for pid in wanted:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
    wait_until_gone(wanted)


def wait_until_gone(pids: Iterable[int]) -> None:
    """Return when none of the processes runs; TimeoutError when one does not end."""
    give_up = time.monotonic() + _GONE_S
    for pid in pids:
        while is_running(pid) or not _is_reaped(pid):
            if time.monotonic() > give_up:
                raise TimeoutError(f"process {pid} does not end")
            time.sleep(0.005)


def owner_of_port(port: int, candidates: Iterable[int]) -> int | None:
    """Return which of the processes holds the loopback connection that leaves from `port`."""
    inode = _socket_inode(port)
    if inode is None:
        return None
    wanted = f"socket:[{inode}]"
    for pid in candidates:
        with contextlib.suppress(OSError):
            for handle in Path(f"/proc/{pid}/fd").iterdir():
                with contextlib.suppress(OSError):
                    if str(handle.readlink()) == wanted:
                        return pid
    return None


def listeners(port: int) -> list[int]:
    """Return the processes that listen on a loopback port: a server's master and its workers."""
    lines = Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]
    rows = [line.split() for line in lines]
    inodes = {
        f"socket:[{row[9]}]"
        for row in rows
        if row[3] == _LISTENS and int(row[1].rsplit(":", 1)[1], 16) == port
    }
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                if any(str(handle.readlink()) in inodes for handle in (folder / "fd").iterdir()):
                    found.append(int(folder.name))
    return found


def watch_memory(pids: Iterable[int]) -> dict[int, int]:
    """Have the kernel note the most memory of each from now on; return what each has now."""
    held = {}
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5", "ascii")
        held[pid] = _memory_bytes(pid, "VmRSS")
    return held


def most_memory_bytes(before: dict[int, int]) -> int:
    """Return by how much the process that grew most has grown at most, as `watch_memory` began."""
    return max(_memory_bytes(pid, "VmHWM") - held for pid, held in before.items())


def _memory_bytes(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1_024
    return 0


def _is_reaped(pid: int) -> bool:
    """Ask for the end of an orphan that we have adopted."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _socket_inode(port: int) -> str | None:
    lines = Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]
    for line in lines:
        fields = line.split()
        if fields[3] == _ESTABLISHED and int(fields[1].rsplit(":", 1)[1], 16) == port:
            return fields[9]
    return None


def _parent_and_state(pid: int) -> tuple[int, str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return 0, ""
    # The program's name stands in brackets and may hold anything.
    state, parent = text.rsplit(")", 1)[1].split()[:2]
    return int(parent), state
