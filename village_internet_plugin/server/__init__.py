# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared server: processes of pygeoapi on PostgreSQL and PostGIS."""
