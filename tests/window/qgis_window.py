# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS as a user has it before them: started, looked at, clicked on, typed into, and closed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from window.profile import Profile
from window.screen import Screen
from window.seen import Seen

Found = TypeVar("Found")

START_SECONDS, QUIT_SECONDS = 60, 30
LOOK_SECONDS = 0.05
_TESTS = Path(__file__).resolve().parents[1]
_FAILED = _TESTS.parent / "build" / "pictures" / "window-failed.png"
_START = Path(__file__).with_name("inside") / "start.py"


class NotSeen(AssertionError):
    """What was waited for did not come; the message says what was seen instead."""


class QgisWindow:
    """One run of QGIS on a screen; `with` ends its whole process group, whatever happened."""

    def __init__(self, screen: Screen, profile: Profile, folder: Path, plugins: Path) -> None:
        """Prepare a run with the plugins in `plugins`; `folder` is for this run alone."""
        self.screen, self.profile, self.folder, self.plugins = screen, profile, folder, plugins
        self.variables: dict[str, str] = {}
        self.before: tuple[str, ...] = ()
        self.failure_picture = _FAILED
        self._acted_at = 0
        self._questions = 0

    def __enter__(self) -> QgisWindow:
        self.folder.mkdir(mode=0o700, parents=True)
        (self.folder / "run").mkdir(mode=0o700)
        command = [*self.before, "qgis", "--profiles-path", str(self.profile.folder), "--nologo"]
        command += ["--noversioncheck", "--code", str(_START)]
        self._log = (self.folder / "qgis.log").open("w+b")
        self.process = subprocess.Popen(
            command,
            env=self._environment(),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        try:
            self.wait_for(lambda seen: seen.top_window, "QGIS's window", START_SECONDS)
            self._take_keyboard()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._end()
            return
        errors = self.seen().errors
        try:
            code = self.quit()
        finally:
            self._end()
        if errors:
            raise NotSeen("Errors in QGIS:\n" + "\n".join(errors))
        if code != 0:
            raise NotSeen(f"QGIS ended with code {code}:\n{self.log()}")

    def quit(self) -> int:
        """Leave QGIS as File > Exit does and return its exit code."""
        self.ask("quit")
        return self.process.wait(QUIT_SECONDS)

    def log(self) -> str:
        """Return what QGIS wrote on its terminal."""
        return (self.folder / "qgis.log").read_text("utf-8", "replace")

    # Looking

    def seen(self) -> Seen:
        """Return what the window told of itself last."""
        path = self.folder / "seen.json"
        return Seen(json.loads(path.read_text("utf-8"))) if path.is_file() else Seen({})

    def wait_for(self, find: Callable[[Seen], Found], what: str, seconds: float = 20.0) -> Found:
        """Return what `find` finds once it finds something, in what is seen after the last act."""
        give_up = time.monotonic() + seconds
        while True:
            seen = self.seen()
            if seen.errors:
                raise NotSeen("Errors in QGIS:\n" + "\n".join(seen.errors))
            # The picture under way when the mouse was clicked may still be the one from before.
            if seen.number > self._acted_at + 1 or not self._acted_at:
                found = find(seen)
                if found:
                    return found
            if self.process.poll() is not None:
                raise NotSeen(f"QGIS ended with {self.process.returncode}:\n{self.log()}")
            if time.monotonic() > give_up:
                self.screen.picture(self.failure_picture)
                raise NotSeen(f"Waited {seconds:g} s for {what}.\n{seen.told()}")
            time.sleep(LOOK_SECONDS)

    def ask(self, name: str, seconds: float = 60.0, **arguments: Any) -> Any:
        """Ask the driver inside QGIS a question that has no picture, and return its answer."""
        self._questions += 1
        question = {"name": name, "arguments": arguments, "number": self._questions}
        unfinished = self.folder / ".question.json"
        unfinished.write_text(json.dumps(question), encoding="utf-8")
        os.replace(unfinished, self.folder / "question.json")
        answered = self.folder / "answer.json"
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up and self.process.poll() is None:
            if answered.is_file():
                answer = json.loads(answered.read_text("utf-8"))
                if answer["number"] == self._questions:
                    if "error" in answer:
                        raise NotSeen(answer["error"])
                    return answer["answer"]
            time.sleep(LOOK_SECONDS)
        raise NotSeen(f"No answer to “{name}” in {seconds:g} s.\n{self.log()[-3000:]}")

    def picture(self, path: Path) -> Path:
        """Save the screen as a PNG file once nothing on it moves any more."""
        last: list[Seen] = []

        def is_still(seen: Seen) -> bool:
            still = bool(last) and seen.number > last[0].number and seen.looks_like(last[0])
            if not last or seen.number > last[0].number:
                last[:] = [seen]
            return still

        self.wait_for(is_still, "a window in which nothing moves")
        return self.screen.picture(path)

    # Acting

    def click(self, name: str, button: int = 1, times: int = 1) -> None:
        """Click on what has this name or says this, once it can be clicked."""
        self.click_at(self._settled(name), button, times)

    def click_at(self, place: tuple[int, int], button: int = 1, times: int = 1) -> None:
        """Click on a pixel of the screen."""
        self.screen.click(place, button, times)
        self._acted()

    def move_to(self, place: tuple[int, int]) -> None:
        """Move the mouse over a pixel of the screen."""
        self.screen.move_to(place)
        self._acted()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._take_keyboard()
        self.screen.press(*keys)
        self._acted()

    def write(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        self._take_keyboard()
        self.screen.write(text)
        self._acted()

    def write_into(self, name: str, text: str) -> None:
        """Click into a field, and type over what is in it."""
        self.click(name)
        self.press("ctrl+a")
        self.write(text)
        self.wait_for(lambda seen: seen.value(name) == text, f"“{text}” in “{name}”")

    def choose(self, name: str, words: str) -> None:
        """Open a list of choices by its name and choose what says this."""
        self.click(name)
        self.click(words)
        self.wait_for(
            lambda seen: any(one.value == words for one in seen.things() if one.name == name),
            f"“{words}” in “{name}”",
        )

    def tab_to(self, name: str, backwards: bool = False, most: int = 80) -> None:
        """Press Tab until what has this name or says this has the keyboard."""
        for _ in range(most):
            if self.seen().has_keyboard(name):
                return
            self.press("shift+Tab" if backwards else "Tab")
            self.wait_for(lambda seen: True, "a picture after the Tab key")
        raise NotSeen(f"“{name}” is not reached by {most} Tabs.\n{self.seen().told()}")

    def on_map(self, lon: float, lat: float) -> tuple[int, int]:
        """Return where on the screen a place is."""
        self.ask("look_at", places=[(lon, lat)])
        self._acted()
        x, y = self.wait_for(lambda seen: seen.map["places"], "a place on the map")[0]
        return x, y

    def _settled(self, name: str) -> tuple[int, int]:
        """Return where something is once it is in the same place in two pictures."""
        last: list[tuple[int, tuple[int, int]]] = []

        def find(seen: Seen) -> tuple[int, int] | None:
            thing = seen.thing(name)
            if thing is None:
                last.clear()
            elif last and seen.number > last[0][0] and thing.at == last[0][1]:
                return thing.at
            elif not last or seen.number > last[0][0]:
                last[:] = [(seen.number, thing.at)]
            return None

        return self.wait_for(find, f"“{name}”, to click on")

    def _take_keyboard(self) -> None:
        """Do what a window manager does after a dialog is gone: give its owner the keyboard."""
        if self.wait_for(lambda seen: seen, "a picture").window:
            return
        self.screen.give_keyboard_to(self.seen().top_window)
        self._acted()
        self.wait_for(lambda seen: seen.window, "a window with the keyboard")

    def _acted(self) -> None:
        self._acted_at = self.seen().number

    def _environment(self) -> dict[str, str]:
        """Return all that QGIS gets from outside: nothing of this test's own QGIS."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "DISPLAY": self.screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "QGIS_PLUGINPATH": str(self.plugins),
            # The plugin installs no library itself: on this machine they are in .venv.
            "PYTHONPATH": sysconfig.get_path("purelib"),
            "WINDOW_TEST_CODE": str(_TESTS),
            "WINDOW_TEST_FOLDER": str(self.folder),
            **self.profile.environment,
            **self.variables,
        }

    def _end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(QUIT_SECONDS)
        self._log.close()
