# SPDX-License-Identifier: GPL-2.0-or-later
"""A real browser for the tests of the web pages."""
