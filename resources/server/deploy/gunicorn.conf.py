# SPDX-License-Identifier: GPL-2.0-or-later
"""How gunicorn runs the shared server's web workers behind nginx; read by gunicorn at its start."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

wsgi_app = "village_internet_plugin.server.application:make_application()"
bind = "unix:" + os.environ.get("VILLAGE_INTERNET_SOCKET", "/run/village-internet/web.sock")
# A worker answers one request at a time, and waits for the database half of it.
workers = int(os.environ.get("VILLAGE_INTERNET_WORKERS", 2 * (os.cpu_count() or 1) + 1))
# A province's first publish takes seconds; a minute and more only where the disk is in trouble.
timeout = 120
graceful_timeout = 30
# One import for all workers; connections and files are opened by each in its first request.
preload_app = True
# The heartbeat of a worker must not wait for a disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108 # nosec B108 - the kernel's memory, not a shared folder for files
umask = 0o007
# It would lie in the home folder, and nobody uses it.
control_socket_disable = True
# Where the server stands is said by its settings and by no header: whoever reaches the socket past
# nginx could otherwise name another place, and be told a bare 500.
forwarder_headers = ""
# Every request is told in one line by the application itself, without its address.
accesslog = None
loglevel = "info"
logconfig_dict = {
    "formatters": {"line": {"()": "village_internet_plugin.server.logs.ProgramLine"}},
    "handlers": {
        "line": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"level": "WARNING", "handlers": ["line"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["line"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        # What it warns of is each reader's language; its errors quote statements. Ours tell enough.
        "pygeoapi": {"level": "CRITICAL"},
    },
}


def worker_exit(server: Any, worker: Any) -> None:
    """End a worker that was told to stop and has answered its last request, for gunicorn.

    Python would first take all it has loaded apart, piece by piece: half a second of a processor's
    time for each worker, during which nobody is answered while the server is started anew. A worker
    that ends for another reason keeps its exit code, by which gunicorn tells what happened.
    """
    ending = sys.exc_info()[1]
    if worker.pid == os.getpid() and isinstance(ending, SystemExit) and ending.code == 0:
        logging.shutdown()
        os._exit(0)
