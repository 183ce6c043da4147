# SPDX-License-Identifier: GPL-2.0-or-later
"""What runs inside the real QGIS: it tells what a user sees and where, and touches nothing."""
