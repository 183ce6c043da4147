# SPDX-License-Identifier: GPL-2.0-or-later
"""Says in both languages why the system, SQLite or Python's reader of JSON refused.

What they say themselves is English, and would stand in the middle of a sentence of ours. What is
not known here keeps its own text.
"""

from __future__ import annotations

import errno
import json
import re
import sqlite3

from village_internet_plugin.domain.languages import Words

_SYSTEM = {
    errno.ENOENT: "berkas atau folder tidak ada",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "disk hanya dapat dibaca",
    errno.ENOSPC: "disk penuh",
    errno.EEXIST: "berkas sudah ada",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.ENOTDIR: "itu berkas, bukan folder",
    errno.ENAMETOOLONG: "nama berkas terlalu panjang",
    errno.EINVAL: "nama berkas tidak sah",
    errno.EBUSY: "sedang dipakai program lain",
    errno.EIO: "disk tidak dapat dibaca atau ditulis",
    errno.EMFILE: "terlalu banyak berkas terbuka",
}
"""What the system's numbers mean; the English ones are its own."""
_SQLITE = (
    (r"database(?: table)? is locked", "dikunci program lain"),
    (r"database disk image is malformed", "isi berkas rusak"),
    (r"file is not a database", "berkas bukan basis data"),
    (r"unable to open database file", "berkas tidak dapat dibuka"),
    (r"database or disk is full", "disk penuh"),
    (r"attempt to write a readonly database", "berkas hanya dapat dibaca"),
    (r"disk I/O error", "disk tidak dapat dibaca atau ditulis"),
    (r"no such table: (.+)", "tabel {} tidak ada"),
    (r"no such column: (.+)", "kolom {} tidak ada"),
    (r"table (\S+) has no column named (\S+)", "tabel {} tidak memiliki kolom {}"),
    (r"UNIQUE constraint failed: (.+)", "nilai {} ada lebih dari sekali"),
    (r"NOT NULL constraint failed: (.+)", "{} masih kosong"),
)
"""What SQLite says, and what that means."""
_MISWRITTEN = Words(
    "{problem} in line {line}, character {column}",
    "salah tulis di baris {line}, karakter {column}",
)
_NOT_UTF8 = Words("its byte {place} is not UTF-8", "byte {place} bukan UTF-8")
_TOO_DEEP = Words("it is nested too deeply", "susunannya terlalu dalam")


def reason_words(error: BaseException) -> Words:
    """Return why `error` was raised, to be filled into a sentence."""
    if isinstance(error, sqlite3.Error):
        return _meant_by(str(error))
    if isinstance(error, json.JSONDecodeError):
        return _MISWRITTEN.filled(problem=error.msg, line=error.lineno, column=error.colno)
    if isinstance(error, UnicodeDecodeError):
        return _NOT_UTF8.filled(place=error.start)
    if isinstance(error, RecursionError):
        return _TOO_DEEP
    if isinstance(error, OSError):
        own = error.strerror or str(error)
        return Words(own, _SYSTEM.get(error.errno or 0, own))
    return Words(str(error), str(error))


def _meant_by(text: str) -> Words:
    for pattern, meaning in _SQLITE:
        found = re.fullmatch(pattern, text)
        if found is not None:
            return Words(text, meaning.format(*found.groups()))
    return Words(text, text)
