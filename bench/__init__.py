# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what the plan's budgets promise; `make bench` runs all of it."""
