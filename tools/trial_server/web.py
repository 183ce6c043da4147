# SPDX-License-Identifier: GPL-2.0-or-later
"""The web workers of a trial server: gunicorn with TLS on the loopback address."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.stage import REPOSITORY
from tools.trial_server.certificates import Certificates

_READY_S = 60.0
_APPLICATION = "village_internet_plugin.server.application:make_application()"


class WebFailed(Exception):
    """The web workers did not start; the text is the end of their log."""


class Web:
    """A running gunicorn."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        """Wrap what `Web.start` started."""
        self.process = process
        self._log = log

    @classmethod
    def start(
        cls,
        port: int,
        certificates: Certificates,
        folder: Path,
        workers: int,
        environment: dict[str, str],
    ) -> Web:
        """Start gunicorn on `port` with its log in `folder`; `wait` says when it is ready."""
        command = [
            *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"),
            *("--config", "python:tools.trial_server.gunicorn_settings"),
            # No nginx stands before it: who connects and says nothing holds a worker, for which a
            # stop must not wait long. Nothing published here outlives it anyway.
            *("--workers", str(workers), "--timeout", "120", "--graceful-timeout", "5"),
            # One import for all workers; our pools and pygeoapi's open only in the first request.
            "--preload",
            # gunicorn 27 would put a control socket into the home folder.
            "--no-control-socket",
            # As in the settings an administrator installs.
            *("--forwarder-headers", ""),
            *("--certfile", str(certificates.server), "--keyfile", str(certificates.server_key)),
            *("--worker-tmp-dir", str(folder), "--log-level", "warning"),
            _APPLICATION,
        ]
        log = folder / "web.log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Ctrl-C goes to the tool alone, which stops the parts in their order.
                start_new_session=True,
            )
        return cls(process, log)

    def wait(self, url: str, authority: Path) -> None:
        """Return when the server answers for its health; WebFailed when it will not."""
        trusting = ssl.create_default_context(cafile=str(authority))
        give_up = time.monotonic() + _READY_S
        while time.monotonic() < give_up:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{url}/health", timeout=5, context=trusting):  # noqa: S310
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise WebFailed(self._log.read_text("utf-8", "replace")[-3_000:])

    def stop(self) -> None:
        """Let running requests end for 5 s, then stop."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
