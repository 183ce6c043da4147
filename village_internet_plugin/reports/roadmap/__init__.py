# SPDX-License-Identifier: GPL-2.0-or-later
"""The technical roadmap of a plan: what it says, apart from how it is shown."""
