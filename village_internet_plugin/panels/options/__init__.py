# SPDX-License-Identifier: GPL-2.0-or-later
"""The planner's page among QGIS's options."""
