# SPDX-License-Identifier: GPL-2.0-or-later
"""Sharing, tested through its public doors: real sockets on the loopback, real files, no mocks.

rows.py               hotspots and documents, drawn by Hypothesis and written by hand
plan_file.py          a plan's GeoPackage with the two tables that sharing uses
scripted_server.py    an HTTP(S) server that does what a test says, one request after another
planner_server.py     a planner's server in memory, with history and idempotent publishing
"""
