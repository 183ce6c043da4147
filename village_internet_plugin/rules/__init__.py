# SPDX-License-Identifier: GPL-2.0-or-later
"""Judge: the catalogue, the rule set, and the check, whole or after one edit."""
