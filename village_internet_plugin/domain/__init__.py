# SPDX-License-Identifier: GPL-2.0-or-later
"""The nouns of planning village Internet: what they are called and what they hold."""
