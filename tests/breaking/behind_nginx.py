# SPDX-License-Identifier: GPL-2.0-or-later
"""nginx before web workers on a socket, by the very files an administrator installs."""

from __future__ import annotations

import os
import re
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from tools.stage import REPOSITORY
from tools.trial_server.certificates import Certificates
from tools.trial_server.cluster import free_port
from village_internet_plugin.domain.resources import resource_path

_READY_S = 60.0
_OUTER = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-start.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class BehindNginx:
    """Web workers on a socket below `folder`, and nginx with TLS before them."""

    def __init__(
        self,
        folder: Path,
        certificates: Certificates,
        environment: Mapping[str, str],
        workers: int = 2,
    ) -> None:
        """Start both and wait until they answer; `stop` ends them."""
        folder.mkdir()
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.log, self.nginx_log = folder / "web.log", folder / "village-internet.log"
        self._authority = certificates.authority
        socket = folder / "web.sock"
        _write_site(folder, certificates, socket, self.url)
        silent = subprocess.DEVNULL
        with self.log.open("ab") as log:
            settings = resource_path("server", "deploy", "gunicorn.conf.py")
            self.web = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", str(settings)],
                cwd=REPOSITORY,
                env={
                    **os.environ,
                    **environment,
                    "VILLAGE_INTERNET_SOCKET": str(socket),
                    "VILLAGE_INTERNET_WORKERS": str(workers),
                    "VILLAGE_INTERNET_BEHIND_PROXY": "1",
                },
                stdin=silent,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        _wait_for(socket, self.web)
        # nginx's own workers are another user's when root starts it.
        folder.chmod(0o755)
        socket.chmod(0o666)
        self._nginx = subprocess.Popen(
            ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)],
            stdin=silent,
            stdout=silent,
            stderr=silent,
            start_new_session=True,
        )
        self._wait_for_answer()

    def stop(self) -> None:
        """Stop nginx, then the web workers."""
        for process in (self._nginx, self.web):
            process.terminate()
            process.wait(30)

    def _wait_for_answer(self) -> None:
        trusting = ssl.create_default_context(cafile=str(self._authority))
        give_up = time.monotonic() + _READY_S
        while time.monotonic() < give_up:
            try:
                with urllib.request.urlopen(  # noqa: S310 - our own https address
                    f"{self.url}/health", timeout=5, context=trusting
                ):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise TimeoutError(self.log.read_text("utf-8", "replace")[-3_000:])


def _write_site(folder: Path, certificates: Certificates, socket: Path, url: str) -> None:
    """Fill in the shipped site, and write the little around it that Debian's nginx brings."""
    address = url.split("//", 1)[1]
    values = {
        "socket": socket,
        "plain_listen": f"127.0.0.1:{free_port()}",
        "listen": address,
        "server_name": "127.0.0.1",
        "url": url,
        "certificate": certificates.server,
        "certificate_key": certificates.server_key,
        "log_folder": folder,
    }
    text = resource_path("server", "deploy", "nginx.conf").read_text("utf-8")
    filled = re.sub(r"<(\w+)>", lambda place: str(values[place.group(1)]), text)
    (folder / "site.conf").write_text(filled, encoding="utf-8")
    (folder / "nginx.conf").write_text(_OUTER.format(folder=folder), encoding="utf-8")


def _wait_for(socket: Path, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _READY_S
    while not socket.exists():
        if process.poll() is not None or time.monotonic() > give_up:
            raise TimeoutError("the web workers did not start")
        time.sleep(0.02)
