# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel of findings: what stands in the way of the plan, where, and how to mend it."""
