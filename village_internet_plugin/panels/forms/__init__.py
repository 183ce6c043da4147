# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms of the layers of the plan that is open."""
