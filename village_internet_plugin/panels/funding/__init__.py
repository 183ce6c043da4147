# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock of funding sources: what is used, planned and left of each."""
