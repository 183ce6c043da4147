# SPDX-License-Identifier: GPL-2.0-or-later
"""Tries to break the shared server: kills, cuts, full disks, wrong clocks, crowds and nonsense."""
