# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock that suggests hotspots, explains them, and keeps scenarios."""
