# SPDX-License-Identifier: GPL-2.0-or-later
"""Stands between client and web server and cuts or slows the line; it understands nothing."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from typing import Callable, NamedTuple

UP, DOWN = "up", "down"
_RESET = struct.pack("ii", 1, 0)
_PIECE = 4_096


class Cut(NamedTuple):
    """After how many bytes in which direction something is to happen, counted from arming."""

    direction: str
    after_bytes: int


class CuttingProxy:
    """Listens on a loopback port and passes everything on to another."""

    def __init__(self, target_port: int) -> None:
        """Start to listen; `port` is where."""
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._armed: tuple[Cut, Callable[[], object] | None] | None = None
        self._bytes = {UP: 0, DOWN: 0}
        self._open: set[socket.socket] = set()
        self.bytes_per_s: float | None = None
        self.was_cut = False
        threading.Thread(target=self._listen, daemon=True).start()

    def arm(self, cut: Cut | None, act: Callable[[], object] | None = None) -> None:
        """Count from zero; at `cut` call `act`, or, without one, hang up by a reset."""
        with self._lock:
            self._bytes = {UP: 0, DOWN: 0}
            self.was_cut = False
            self._armed = None if cut is None else (cut, act)

    def counted(self) -> dict[str, int]:
        """Return the bytes passed on since arming, by direction."""
        with self._lock:
            return dict(self._bytes)

    def hang_up(self) -> None:
        """Hang up on everybody; what was not passed on yet never is."""
        self._hang_up(list(self._open))

    def close(self) -> None:
        """Listen no more and hang up on everybody."""
        self._listener.close()
        self.hang_up()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target_port), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            ends = (client, server)
            self._open.update(ends)
            for source, target, direction in ((client, server, UP), (server, client, DOWN)):
                threading.Thread(
                    target=self._pass_on, args=(source, target, direction, ends), daemon=True
                ).start()

    def _pass_on(
        self,
        source: socket.socket,
        target: socket.socket,
        direction: str,
        ends: tuple[socket.socket, ...],
    ) -> None:
        with contextlib.suppress(OSError):
            while True:
                data = source.recv(_PIECE)
                if not data:
                    # The other direction may have something to say yet.
                    target.shutdown(socket.SHUT_WR)
                    return
                if self.bytes_per_s:
                    time.sleep(len(data) / self.bytes_per_s)
                kept, act = self._before_cut(direction, len(data))
                target.sendall(data[:kept])
                if kept < len(data):
                    (act or (lambda: self._hang_up(ends)))()
                    target.sendall(data[kept:])
        self._hang_up(ends)

    def _before_cut(self, direction: str, count: int) -> tuple[int, Callable[[], object] | None]:
        """Return how much of `count` bytes goes before the cut, and what happens there."""
        with self._lock:
            so_far = self._bytes[direction]
            self._bytes[direction] = so_far + count
            if self._armed is None:
                return count, None
            cut, act = self._armed
            if cut.direction != direction or not so_far <= cut.after_bytes < so_far + count:
                return count, None
            self._armed, self.was_cut = None, True
            return cut.after_bytes - so_far, act

    def _hang_up(self, ends: tuple[socket.socket, ...] | list[socket.socket]) -> None:
        for end in ends:
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self._open.discard(end)
