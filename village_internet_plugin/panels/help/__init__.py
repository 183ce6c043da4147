# SPDX-License-Identifier: GPL-2.0-or-later
"""The help pages and the window that shows them."""
