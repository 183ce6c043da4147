# SPDX-License-Identifier: GPL-2.0-or-later
"""Lengths on the WGS 84 ellipsoid, in metres, and indexes of points."""
