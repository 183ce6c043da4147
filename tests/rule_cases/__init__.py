# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules by example: for each a plan that passes, one that fails, and one exactly at the limit.

district.py   three square villages, and one hotspot in them that no rule finds fault with
case.py       what a case says: its plan, and every finding its rule must make on it
position.py, site.py, service.py, funding.py, network.py, reference.py    the cases
"""
