# SPDX-License-Identifier: GPL-2.0-or-later
"""Verdicts as badges on the map."""
