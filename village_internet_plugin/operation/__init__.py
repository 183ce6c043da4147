# SPDX-License-Identifier: GPL-2.0-or-later
"""After it is built: who looks after each hotspot, what falls due, and the years to come."""
