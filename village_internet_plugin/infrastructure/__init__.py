# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands at each hotspot and what it costs: backhaul, power, bandwidth, prices."""
