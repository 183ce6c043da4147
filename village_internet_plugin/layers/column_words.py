# SPDX-License-Identifier: GPL-2.0-or-later
"""The words for columns and values, which reports say too, under the name layers know them by."""

from __future__ import annotations

from village_internet_plugin.reports.column_words import COLUMN_WORDS, VALUE_WORDS

__all__ = ["COLUMN_WORDS", "VALUE_WORDS"]
