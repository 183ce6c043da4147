# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel of the plan: making and opening one, what it has and lacks, taking files in."""
