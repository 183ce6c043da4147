# SPDX-License-Identifier: GPL-2.0-or-later
"""A screen that nobody looks at, with a mouse and a keyboard: Xvfb and xdotool."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from types import TracebackType

WIDTH, HEIGHT = 1366, 768
"""The screen of the laptops that district offices have."""
_TOOL_SECONDS = 20
_CODES = {"F1": "67"}
"""Keys that xdotool presses with Alt where the keyboard has them on a later level too (Debian sid),
by the number each X server of Linux knows them by: a number is pressed alone."""


class Screen:
    """One screen, from `with` to its end; the mouse and the keyboard act on it alone."""

    def __enter__(self) -> Screen:
        reading, writing = os.pipe()
        # Xvfb looks for a free number by itself and writes it down once it can be used.
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
        self._xvfb = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-noreset"],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb ended with code {self._xvfb.wait(_TOOL_SECONDS)}")
        self.display = f":{number}"
        self.lock = Path(f"/tmp/.X{number}-lock")  # noqa: S108 - where every X server has its lock
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._xvfb.send_signal(signal.SIGTERM)
        try:
            self._xvfb.wait(_TOOL_SECONDS)
        except subprocess.TimeoutExpired:
            self._xvfb.kill()
            self._xvfb.wait(_TOOL_SECONDS)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to be shown on this screen and nowhere else."""
        return {**os.environ, "DISPLAY": self.display}

    def move_to(self, place: tuple[int, int]) -> None:
        """Move the mouse there over one point beside it, so that the last step is a small one."""
        x, y = place
        beside = x + 1 if x + 1 < WIDTH else x - 1
        self._xdotool("mousemove", str(beside), str(y), "mousemove", str(x), str(y))

    def click(self, place: tuple[int, int], button: int = 1, times: int = 1) -> None:
        """Click there; button 1 is the left one, 3 the right one."""
        self.move_to(place)
        self._xdotool("click", "--repeat", str(times), "--delay", "40", str(button))

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each in xdotool's words, such as "ctrl+z" or "Return"."""
        self._xdotool("key", "--delay", "30", *(_CODES.get(key, key) for key in keys))

    def write(self, text: str) -> None:
        """Type a text into whatever has the keyboard."""
        self._xdotool("type", "--delay", "15", text)

    def give_keyboard_to(self, window: int) -> None:
        """Give the keyboard to a window by its number; there is no window manager to do so."""
        self._xdotool("windowfocus", str(window))

    def picture(self, path: Path) -> Path:
        """Save what the screen shows as a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._run(["import", "-window", "root", str(path)])
        return path

    def _xdotool(self, *arguments: str) -> None:
        self._run(["xdotool", *arguments])

    def _run(self, command: list[str]) -> None:
        ran = subprocess.run(
            command,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=_TOOL_SECONDS,
        )
        if ran.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {ran.stderr.strip()}")
