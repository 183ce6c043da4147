# SPDX-License-Identifier: GPL-2.0-or-later
"""In an Indonesian QGIS the window tells every failure in Indonesian, however it came there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from indonesian_session import indonesian_session
from qgis.core import QgsApplication
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtTest import QTest

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.layers.background import run_in_background
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.layers.publish_outcome import tell
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.share.failure_words import told_failure
from village_internet_plugin.panels.share.local_look import failed_look
from village_internet_plugin.panels.share.outcomes import told_answer
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.rules.rule_set_document import read_rule_set, standard_rule_set
from village_internet_plugin.sharing.answers import Refused
from village_internet_plugin.sharing.base import read_base
from village_internet_plugin.sharing.failures import not_understood
from village_internet_plugin.sharing.fields import WrongField, read_number

pytestmark = pytest.mark.qgis

REFUSED = Refused("not_your_agency", "The plan is Kabupaten Paser's, the account Kutai Timur's.")


@pytest.fixture(autouse=True)
def _indonesian(qgis_app: QgsApplication) -> Iterator[None]:
    with indonesian_session():
        yield


@pytest.fixture
def damaged_plan(tmp_path: Path) -> Path:
    """A plan that says of no revision which it is based on."""
    path = tmp_path / "rencana.gpkg"
    create_plan_file(path, "Kabupaten Paser", "Uji", standard_rule_set())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM plan WHERE key = 'base_revision'")
        connection.execute("INSERT INTO plan (key, value) VALUES ('base_revision', 'dua')")
    return path


def raised_by_base(text: str) -> PlannerError:
    with pytest.raises(PlannerError) as caught:
        read_base(text)
    return caught.value


def test_a_damaged_plan_that_a_task_read_is_told_in_the_message_bar(damaged_plan: Path) -> None:
    bar = QgsMessageBar()
    messages = Messages(bar)
    work = run_in_background(
        "Membaca", lambda _report: read_plan(damaged_plan), lambda _plan: None, messages.fail
    )
    while work.is_running:
        QTest.qWait(10)
    assert [item.text() for item in bar.items()] == [
        f"Pengaturan base_revision dalam {damaged_plan} harus berupa bilangan bulat, bukan 'dua'."
    ]


def test_an_error_round_another_is_told_as_a_whole() -> None:
    told = in_user_language(raised_by_base("bukan isi yang dikemas"))
    assert told == (
        "Catatan tentang penerbitan terakhir rusak. "
        "Ambil rencana dari server untuk menyusunnya kembali."
    )


def test_what_keeps_the_share_panel_from_reading_the_plan_is_told() -> None:
    assert "Catatan tentang penerbitan terakhir rusak" in (
        failed_look(raised_by_base("bukan isi yang dikemas")).problem
    )


def test_a_refused_publication_is_told_by_its_reason_and_with_the_servers_own_words() -> None:
    outcome = told_answer(REFUSED, 3, 0, "id")
    assert outcome.sentence.startswith("Belum diterbitkan: akun Anda")
    assert outcome.details == REFUSED.message
    told = tell(REFUSED)
    assert told.sentence == outcome.sentence
    assert told.details == f"Kata server: {REFUSED.message}"


def test_an_answer_that_is_not_understood_is_told_with_details() -> None:
    with pytest.raises(WrongField) as wrong:
        read_number("dua")
    told = told_failure(not_understood("planner.example", wrong.value.words), "server", "id")
    assert told.sentence.startswith("Jawaban server tidak dapat dipahami")
    assert told.details.startswith(
        "Jawaban planner.example tidak dapat dipahami: diperlukan angka, bukan 'dua'. "
        "Rencana tidak berubah;"
    )


def test_the_log_of_programs_stays_english() -> None:
    with pytest.raises(PlannerError) as caught:
        read_rule_set("{}", "aturan.json")
    assert str(caught.value) == (
        "The rule set aturan.json has no version. Give it one, such as 2026.1."
    )


def test_the_systems_own_reasons_are_told() -> None:
    assert in_user_language(FileNotFoundError(2, "No such file or directory")) == (
        "berkas atau folder tidak ada"
    )
    assert in_user_language(sqlite3.OperationalError("no such table: plan")) == (
        "tabel plan tidak ada"
    )
    assert in_user_language(sqlite3.OperationalError("something of tomorrow")) == (
        "something of tomorrow"
    )
