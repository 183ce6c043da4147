# SPDX-License-Identifier: GPL-2.0-or-later
"""An error is one sentence in each language; programs and logs read the English one."""

from __future__ import annotations

import errno
import json
import os
import sqlite3

import pytest

from village_internet_plugin.domain.errors import InputError, ServerRefused
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words, number_words

EMPTY = Words("{path} is empty.", "{path} kosong.")


def test_words_are_told_in_the_language_asked_for_and_printed_in_english() -> None:
    error = InputError(EMPTY.filled(path="desa.csv"))
    assert str(error) == "desa.csv is empty."
    assert error.told("en") == "desa.csv is empty."
    assert error.told("id") == "desa.csv kosong."


def test_a_sentence_that_is_in_the_users_language_already_stays_as_it_is() -> None:
    error = ServerRefused("Tidak boleh {di sini}.", 403)
    assert error.told("en") == error.told("id") == str(error) == "Tidak boleh {di sini}."
    assert error.status == 403


def test_an_error_round_another_holds_its_words_in_each_language() -> None:
    inner = InputError(EMPTY.filled(path="{desa}.csv"))
    outer = InputError(
        Words("{fault} Choose another.", "{fault} Pilih yang lain.").filled(fault=inner.words)
    )
    assert str(outer) == "{desa}.csv is empty. Choose another."
    assert outer.told("id") == "{desa}.csv kosong. Pilih yang lain."


def test_a_number_is_filled_in_as_each_language_writes_it() -> None:
    words = Words("at most {most}", "paling banyak {most}").filled(most=number_words(100_000))
    assert words == ("at most 100,000", "paling banyak 100.000")


@pytest.mark.parametrize(
    ("error", "english", "indonesian"),
    [
        (
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
            os.strerror(errno.ENOSPC),
            "disk penuh",
        ),
        (OSError("odd"), "odd", "odd"),
        (
            sqlite3.OperationalError("database is locked"),
            "database is locked",
            "dikunci program lain",
        ),
        (
            sqlite3.DatabaseError("database disk image is malformed"),
            "database disk image is malformed",
            "isi berkas rusak",
        ),
        (
            sqlite3.OperationalError("no such column: hotspots.{nama}"),
            "no such column: hotspots.{nama}",
            "kolom hotspots.{nama} tidak ada",
        ),
        (
            sqlite3.OperationalError("table hotspots has no column named harga"),
            "table hotspots has no column named harga",
            "tabel hotspots tidak memiliki kolom harga",
        ),
        (RecursionError(), "it is nested too deeply", "susunannya terlalu dalam"),
        (ValueError("odd"), "odd", "odd"),
    ],
)
def test_the_reasons_of_others_are_put_into_words(
    error: Exception, english: str, indonesian: str
) -> None:
    assert reason_words(error) == (english, indonesian)


def test_what_is_miswritten_in_json_is_told_by_its_place() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads('{"a": 1,\n"b"}')
    words = reason_words(caught.value)
    assert words.id == "salah tulis di baris 2, karakter 4"
    assert words.en.endswith(" in line 2, character 4")
    with pytest.raises(UnicodeDecodeError) as bytes_caught:
        b"desa \xff".decode("utf-8")
    assert reason_words(bytes_caught.value).id == "byte 5 bukan UTF-8"
