# SPDX-License-Identifier: GPL-2.0-or-later
"""Revision documents and the way to the shared server and back."""
