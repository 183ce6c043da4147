# SPDX-License-Identifier: GPL-2.0-or-later
"""The planner's version, as metadata.txt and the things it writes name it."""

VERSION = "0.4.0"
