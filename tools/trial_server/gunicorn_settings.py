# SPDX-License-Identifier: GPL-2.0-or-later
"""What a trial server's gunicorn shares with an administrator's and no option can say."""

from __future__ import annotations

import runpy

from village_internet_plugin.domain.resources import resource_path

worker_exit = runpy.run_path(str(resource_path("server", "deploy", "gunicorn.conf.py")))[
    "worker_exit"
]
