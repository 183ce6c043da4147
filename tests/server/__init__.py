# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared server, run for real: PostgreSQL, pygeoapi and gunicorn."""
