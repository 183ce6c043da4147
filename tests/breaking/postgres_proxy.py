# SPDX-License-Identifier: GPL-2.0-or-later
"""Stands between web worker and PostgreSQL and knows at which message a publish is.

Both directions are read message by message (PostgreSQL's protocol 3). Rows and pieces of a COPY
that follow each other count as one step, so that a moment chosen by chance is as likely a COMMIT as
one of two hundred rows. At the step it is armed for, before or after that message is passed on, the
proxy calls what is to happen, and passes nothing on until it has happened.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from typing import Callable, NamedTuple

TO_SERVER, TO_WORKER = "→", "←"
_RUNS = frozenset("dD")
"""Messages that come in runs: pieces of a COPY, rows."""
_WORDS_OF_A_STATEMENT = 5


class Step(NamedTuple):
    """One step of the conversation: its direction, its message, the statement it belongs to."""

    direction: str
    kind: str
    statement: str

    def __str__(self) -> str:
        """Return it as a row of a table names it."""
        return f"{self.direction}{self.kind} {self.statement}"


Wanted = Callable[[int, Step], bool]
"""Tells whether this is the step to act at, given its number from arming on."""


class Hit(NamedTuple):
    """Where the proxy stood when it did what it was armed for."""

    step: Step
    after: bool
    connection: Conversation


Act = Callable[[Hit], object]


class PostgresProxy:
    """Listens on a loopback port and passes everything on to PostgreSQL's."""

    def __init__(self, target_port: int) -> None:
        """Start to listen; `port` is where."""
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._recorded: list[Step] | None = None
        self._count = 0
        self._armed: tuple[Wanted, bool, Act] | None = None
        self.hit: Hit | None = None
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def record(self) -> None:
        """Begin to note down the steps."""
        with self._lock:
            self._recorded = []

    def recorded(self) -> list[Step]:
        """End noting down and return the steps."""
        with self._lock:
            steps, self._recorded = self._recorded or [], None
        return steps

    def arm(self, wanted: Wanted, after: bool, act: Act) -> None:
        """Have `act` called once, before or `after` the wanted step is passed on."""
        with self._lock:
            self._count, self.hit = 0, None
            self._armed = (wanted, after, act)

    def disarm(self) -> Hit | None:
        """Do nothing any more; return where it was done, or None when that step never came."""
        with self._lock:
            self._armed = None
            return self.hit

    def close(self) -> None:
        """Listen no more; conversations end with their ends."""
        self._listener.close()

    def passing(self, conversation: Conversation, step: Step) -> Act | None:
        """Count a step that is about to be passed on; act if it is the one and this the time.

        Returns what is to be called once it has been passed on.
        """
        with self._lock:
            if self._recorded is not None:
                self._recorded.append(step)
            number = self._count
            self._count += 1
            if self._armed is None or not self._armed[0](number, step):
                return None
            _, after, act = self._armed
            self._armed = None
            self.hit = Hit(step, after, conversation)
        if after:
            return act
        act(self.hit)
        return None

    def _listen(self) -> None:
        while True:
            try:
                worker, address = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target_port), timeout=5)
            except OSError:
                worker.close()
                continue
            server.settimeout(None)
            for end in (worker, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            Conversation(self, worker, server, address[1]).start()


class Conversation:
    """One connection of a web worker with PostgreSQL."""

    def __init__(
        self, proxy: PostgresProxy, worker: socket.socket, server: socket.socket, worker_port: int
    ) -> None:
        """Speak for `proxy`; the worker's end of the connection is at `worker_port`."""
        self._proxy = proxy
        self._worker, self._server = worker, server
        self.worker_port = worker_port
        self.backend_pid: int | None = None
        self._statements: dict[bytes, str] = {}
        self._statement = "(start)"
        self._last: dict[str, str] = {}

    def start(self) -> None:
        """Pass messages on, both ways, until an end hangs up."""
        for work in (self._to_server, self._to_worker):
            threading.Thread(target=self._guarded, args=(work,), daemon=True).start()

    def cut(self) -> None:
        """Hang up on both ends."""
        for end in (self._worker, self._server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _guarded(self, work: Callable[[], None]) -> None:
        with contextlib.suppress(OSError, EOFError):
            work()
        self.cut()

    def _to_server(self) -> None:
        # What a connection begins with has no type: its length, then the rest.
        length = self._read(self._worker, 4)
        self._server.sendall(length + self._read(self._worker, _number(length) - 4))
        self._pass_on(self._worker, self._server, TO_SERVER)

    def _to_worker(self) -> None:
        self._pass_on(self._server, self._worker, TO_WORKER)

    def _pass_on(self, source: socket.socket, target: socket.socket, direction: str) -> None:
        while True:
            head = self._read(source, 5)
            kind = chr(head[0])
            body = self._read(source, _number(head[1:]) - 4)
            self._learn(direction, kind, body)
            if kind in _RUNS and self._last.get(direction) == kind:
                target.sendall(head + body)
                continue
            self._last[direction] = kind
            step = Step(direction, kind, self._statement)
            afterwards = self._proxy.passing(self, step)
            target.sendall(head + body)
            if afterwards is not None:
                afterwards(Hit(step, True, self))

    def _learn(self, direction: str, kind: str, body: bytes) -> None:
        """Follow which statement is spoken of, and which backend speaks."""
        if direction == TO_WORKER:
            if kind == "K":
                self.backend_pid = _number(body[:4])
        elif kind == "Q":
            self._statement = _named(body)
        elif kind == "P":
            name, text = body.split(b"\0", 2)[:2]
            self._statements[name] = self._statement = _named(text)
        elif kind == "B":
            name = body.split(b"\0", 2)[1]
            self._statement = self._statements.get(name, self._statement)

    @staticmethod
    def _read(source: socket.socket, count: int) -> bytes:
        parts = []
        while count:
            part = source.recv(min(count, 1 << 16))
            if not part:
                raise EOFError
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


def _number(four_bytes: bytes) -> int:
    return int(struct.unpack("!I", four_bytes)[0])


def _named(statement: bytes) -> str:
    """Return a statement's first words: enough to know it by in a table."""
    words = statement.rstrip(b"\0").decode("utf-8", "replace").replace('"', "").split()
    wanted = [word for word in words if not word.startswith("(")]
    return " ".join(wanted[:_WORDS_OF_A_STATEMENT])[:60] or "(ping)"
