# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs behind the Makefile: staging, packaging, the demo, and what is generated."""
