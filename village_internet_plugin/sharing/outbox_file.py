# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox in the plan's own GeoPackage: tables `outbox` and `plan`, through sqlite3.

Documents stand packed in `outbox.document`. The base is the value of the key `base_hotspots` of
table `plan`; it is not made from the outbox's documents, since colleagues' revisions are part of it
too. It is written together with `base_revision`, in the transaction that keeps the receipt.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reference.plan_version import VERSION_KEY, require_known_version
from village_internet_plugin.sharing.base import Base, BaseLost, read_base
from village_internet_plugin.sharing.canonical import canonical_json
from village_internet_plugin.sharing.outbox import (
    PUBLISHED,
    REFUSED,
    SENT,
    WAITING,
    PublishedDocument,
    WaitingRevision,
)
from village_internet_plugin.sharing.packed_json import pack, unpack
from village_internet_plugin.sharing.receipts import Receipt, read_receipt
from village_internet_plugin.sharing.revision_document import (
    RevisionDocument,
    read_revision_document,
)
from village_internet_plugin.sharing.strict_json import parse_json

BASE_HOTSPOTS_KEY = "base_hotspots"
BASE_REVISION_KEY = "base_revision"
_WAIT_FOR_LOCK_S = 10.0
_NO_PLAN = Words(
    "There is no plan at {path}; choose an existing plan.",
    "Tidak ada rencana di {path}; pilih rencana yang ada.",
)
_UNUSABLE = Words(
    "The outbox of {path} cannot be used ({reason}); close other programs that "
    "have the plan open, check that the disk has room, and try again.",
    "Kotak keluar {path} tidak dapat dipakai ({reason}); tutup program lain yang membuka "
    "rencana ini, pastikan ruang disk cukup, lalu coba lagi.",
)
_DOCUMENT = Words("its document", "dokumennya")
_UNREADABLE = Words(
    "Revision {revision} in the outbox of {path} cannot be read: {fault} "
    "Delete its row in the table outbox, pull the plan, and publish again.",
    "Revisi {revision} di kotak keluar {path} tidak dapat dibaca: {fault} "
    "Hapus barisnya di tabel outbox, ambil rencana dari server, lalu terbitkan lagi.",
)
_RECEIPT = Words("A receipt in the outbox of {path}", "Sebuah tanda terima di kotak keluar {path}")
_OTHER_BASE = Words(
    "The plan {path} says it is based on revision {revision} but holds revision "
    "{held}; pull it from the server to build its base anew.",
    "Rencana {path} menyebut dasarnya revisi {revision}, tetapi memuat revisi {held}; "
    "ambil dari server untuk menyusun dasarnya kembali.",
)
_NOT_KEPT = Words(
    "Revision {revision} is not in the plan's outbox; the plan is as it was.",
    "Revisi {revision} tidak ada di kotak keluar rencana; rencana tidak berubah.",
)


class OutboxFile:
    """The outbox (`sharing.outbox.Outbox`) of one plan file.

    Each method opens the file, does its work in one transaction and closes it, so that QGIS may
    have the file open too. All raise InputError when the file cannot be read or written, or when it
    is a plan of a newer plugin.
    """

    def __init__(self, path: Path) -> None:
        """Use the plan at `path`; InputError when there is no file."""
        if not path.is_file():
            raise InputError(_NO_PLAN.filled(path=path))
        self._path = path

    def keep(self, document: RevisionDocument) -> None:
        """Keep a new document in state `waiting`."""
        made_at = datetime.now(timezone.utc).isoformat(timespec="seconds")
        row = (document.revision_id, WAITING, pack(document.to_json()), made_at)
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO outbox (revision_id, state, document, made_at) VALUES (?, ?, ?, ?)",
                row,
            )

    def mark_sent(self, revision_id: str) -> None:
        """Note that the document is about to be sent: from here on it may have arrived."""
        with self._transaction() as connection:
            _set_state(connection, revision_id, SENT, None)

    def was_sent(self, revision_id: str) -> bool:
        """Tell whether the document may have arrived; False for one that surely did not."""
        with self._transaction(writing=False) as connection:
            row = connection.execute(
                "SELECT state FROM outbox WHERE revision_id = ?", (revision_id,)
            ).fetchone()
        if row is None:
            raise _not_kept(revision_id)
        return bool(row[0] != WAITING)

    def mark_refused(self, revision_id: str, reason: str) -> None:
        """Note that the server will never take this document; `reason` stands as its receipt."""
        with self._transaction() as connection:
            _set_state(connection, revision_id, REFUSED, canonical_json({"refused": reason}))

    def mark_published(self, receipt: Receipt) -> None:
        """Keep the verified receipt and move the base to it, both or neither.

        Raises ReceiptDoesNotMatch when base and document do not give the receipt's content.
        """
        with self._transaction() as connection:
            document = self._document(connection, receipt.revision_id)
            _set_state(
                connection, receipt.revision_id, PUBLISHED, canonical_json(receipt.to_json())
            )
            try:
                base = self._base(connection).after(document, receipt)
            except BaseLost:
                # What was published stays published; the base is built anew at the next exchange.
                _write_setting(connection, BASE_REVISION_KEY, str(receipt.revision))
            else:
                _write_base(connection, base)

    def waiting(self) -> tuple[RevisionDocument, ...]:
        """Return the documents whose fate is open (`waiting`, `sent`), the oldest first."""
        with self._transaction(writing=False) as connection:
            rows = connection.execute(
                "SELECT revision_id, document FROM outbox WHERE state IN (?, ?) ORDER BY fid",
                (WAITING, SENT),
            ).fetchall()
        return tuple(self._read_document(*row) for row in rows)

    def last_published(self) -> PublishedDocument | None:
        """Return the document published last, or None."""
        with self._transaction(writing=False) as connection:
            row = connection.execute(
                "SELECT revision_id, document, receipt FROM outbox WHERE state = ?"
                " ORDER BY fid DESC LIMIT 1",
                (PUBLISHED,),
            ).fetchone()
        if row is None:
            return None
        receipt = parse_json(row[2] or "", _RECEIPT.filled(path=self._path))
        return PublishedDocument(self._read_document(row[0], row[1]), read_receipt(receipt))

    def waiting_revisions(self) -> tuple[WaitingRevision, ...]:
        """Return of each document of open fate when it was made and whether it was sent; the oldest
        first."""
        with self._transaction(writing=False) as connection:
            rows = connection.execute(
                "SELECT made_at, state FROM outbox WHERE state IN (?, ?) ORDER BY fid",
                (WAITING, SENT),
            ).fetchall()
        return tuple(WaitingRevision(str(row[0] or ""), row[1] == SENT) for row in rows)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return the receipts of all that was published from this file, the newest first."""
        with self._transaction(writing=False) as connection:
            rows = connection.execute(
                "SELECT receipt FROM outbox WHERE state = ? ORDER BY fid DESC", (PUBLISHED,)
            ).fetchall()
        name = _RECEIPT.filled(path=self._path)
        return tuple(read_receipt(parse_json(row[0] or "", name)) for row in rows)

    def base(self) -> Base:
        """Return the base; BaseLost when it has to be built anew from the server's history."""
        with self._transaction(writing=False) as connection:
            return self._base(connection)

    def base_fingerprint(self) -> str:
        """Return a text that is another one when the base is: far cheaper than reading it."""
        with self._transaction(writing=False) as connection:
            revision = _read_setting(connection, BASE_REVISION_KEY) or "0"
            text = _read_setting(connection, BASE_HOTSPOTS_KEY) or ""
        return f"{revision} {hashlib.sha256(text.encode('utf-8')).hexdigest()}"

    def set_base(self, base: Base) -> None:
        """Move the base, where nothing else of the plan has to move with it."""
        with self._transaction() as connection:
            _write_base(connection, base)

    @contextmanager
    def _transaction(self, writing: bool = True) -> Iterator[sqlite3.Connection]:
        address = f"{self._path.resolve().as_uri()}?mode=rw"
        try:
            with (
                closing(
                    sqlite3.connect(
                        address, uri=True, timeout=_WAIT_FOR_LOCK_S, isolation_level=None
                    )
                ) as connection,
                connection,
            ):
                connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
                version = _read_setting(connection, VERSION_KEY)
                require_known_version({VERSION_KEY: version}, self._path)
                yield connection
        except sqlite3.Error as error:
            unusable = _UNUSABLE.filled(path=self._path, reason=reason_words(error))
            raise InputError(unusable) from error

    def _document(self, connection: sqlite3.Connection, revision_id: str) -> RevisionDocument:
        row = connection.execute(
            "SELECT document FROM outbox WHERE revision_id = ?", (revision_id,)
        ).fetchone()
        if row is None:
            raise _not_kept(revision_id)
        return self._read_document(revision_id, row[0])

    def _read_document(self, revision_id: str, text: str | None) -> RevisionDocument:
        try:
            return read_revision_document(unpack(text or "", _DOCUMENT))
        except InputError as error:
            unreadable = _UNREADABLE.filled(
                revision=revision_id, path=self._path, fault=error.words
            )
            raise InputError(unreadable) from error

    def _base(self, connection: sqlite3.Connection) -> Base:
        revision = _read_setting(connection, BASE_REVISION_KEY) or "0"
        text = _read_setting(connection, BASE_HOTSPOTS_KEY)
        if text is None and revision == "0":
            return Base()
        base = read_base(text or "")
        if str(base.revision) != revision:
            raise BaseLost(
                _OTHER_BASE.filled(path=self._path, revision=revision, held=base.revision)
            )
        return base


def _set_state(
    connection: sqlite3.Connection, revision_id: str, state: str, receipt: str | None
) -> None:
    cursor = connection.execute(
        "UPDATE outbox SET state = ?, receipt = ? WHERE revision_id = ?",
        (state, receipt, revision_id),
    )
    if cursor.rowcount != 1:
        raise _not_kept(revision_id)


def _not_kept(revision_id: str) -> ProgramFault:
    return ProgramFault(_NOT_KEPT.filled(revision=revision_id))


def base_settings(base: Base) -> dict[str, str]:
    """Return the settings (table `plan`) that are the base; to be written all or none."""
    return {BASE_REVISION_KEY: str(base.revision), BASE_HOTSPOTS_KEY: base.to_text()}


def _write_base(connection: sqlite3.Connection, base: Base) -> None:
    for key, value in base_settings(base).items():
        _write_setting(connection, key, value)


def _read_setting(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM plan WHERE key = ?", (key,)).fetchone()
    return None if row is None or row[0] is None else str(row[0])


def _write_setting(connection: sqlite3.Connection, key: str, value: str) -> None:
    changed = connection.execute("UPDATE plan SET value = ? WHERE key = ?", (value, key)).rowcount
    if not changed:
        connection.execute("INSERT INTO plan (key, value) VALUES (?, ?)", (key, value))
