# SPDX-License-Identifier: GPL-2.0-or-later
"""The parts of a whole trial server: database, certificates, contents, web workers."""
