# SPDX-License-Identifier: GPL-2.0-or-later
"""The technical roadmap of a plan: its chapters and annexes as content, whoever draws them."""
