# SPDX-License-Identifier: GPL-2.0-or-later
"""A second opinion on every rule: written in the plainest way, sharing no code with the plugin.

    case.py         what is judged: plain dictionaries
    ground.py       what rules ask of a case: the village of a row, its limits, its neighbours
    lengths.py      GeographicLib's geodesics and distances to shapes
    position.py, site.py, need.py, money.py, fitness.py    one short function per rule
    judge.py        all findings of a case
    limits.py       the limits of the standard rules, as the specification gives them

The oracle is slow on purpose: a loop over rows for each rule, no caches of verdicts, no columns.
"""
