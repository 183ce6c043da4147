# SPDX-License-Identifier: GPL-2.0-or-later
"""A cell means what its column can hold; signs for nothing mean nothing."""

from __future__ import annotations

import pytest

from village_internet_plugin.domain.schema import (
    BLANK_SPOTS,
    EXISTING_HOTSPOTS,
    FUNDING_SOURCES,
    HOTSPOTS,
    NETWORK_NODES,
    ROLES,
    VILLAGES,
    Table,
)
from village_internet_plugin.layers.importing.cells import cell_text, read_cell
from village_internet_plugin.layers.importing.choices import _SYNONYMS
from village_internet_plugin.layers.importing.dates import read_date
from village_internet_plugin.layers.importing.problems import Unreadable


@pytest.mark.parametrize("raw", [None, "", " ", "-", "—", "n/a", "N/A", "#N/A", "NULL", "nihil"])
def test_signs_for_nothing_are_nothing(raw: object) -> None:
    assert read_cell(HOTSPOTS.column("name"), raw, {}) is None
    assert read_cell(HOTSPOTS.column("year"), raw, {}) is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Desa", "desa"),
        ("DESA/KELURAHAN", "desa, kelurahan"),
        ("desa dan kelurahan", "desa, kelurahan"),
        ("Kel. & Kampung", "kelurahan, desa"),
        (" , ", None),
        ("-", None),
    ],
)
def test_the_kinds_of_village_a_source_pays_for_are_a_list(text: str, meaning: str | None) -> None:
    assert read_cell(FUNDING_SOURCES.column("village_kinds"), text, {}) == meaning


def test_a_kind_of_village_that_is_none_is_refused() -> None:
    with pytest.raises(Unreadable, match="“kota” is not a known value"):
        read_cell(FUNDING_SOURCES.column("village_kinds"), "desa; kota", {})


def test_text_is_kept_on_one_line_and_whole_numbers_lose_their_decimals() -> None:
    assert cell_text("  Kantor\n Desa  ") == "Kantor Desa"
    assert cell_text(6401062023.0) == "6401062023"
    assert cell_text(2.5) == "2.5"


@pytest.mark.parametrize("column", ["bandwidth_mbps", "capex_idr"])
@pytest.mark.parametrize("raw", [float("inf"), 1e300])
def test_a_number_of_a_layer_that_no_plan_can_hold_is_refused(column: str, raw: float) -> None:
    with pytest.raises(Unreadable, match="larger than any number"):
        read_cell(HOTSPOTS.column(column), raw, {})


@pytest.mark.parametrize(
    ("table", "column", "word", "meaning"),
    [
        (HOTSPOTS, "site_kind", "Kantor Desa", "village_office"),
        (HOTSPOTS, "site_kind", "PUSKESMAS", "health_post"),
        (HOTSPOTS, "site_kind", "Rumah Kades", "private"),
        (HOTSPOTS, "site_kind", "alun-alun", "public_space"),
        (HOTSPOTS, "power", "PLN", "grid"),
        (HOTSPOTS, "power", "tenaga surya", "solar"),
        (HOTSPOTS, "power", "PLTS", "solar"),
        (HOTSPOTS, "power", "genset solar", "generator"),
        (HOTSPOTS, "power", "none", "none"),
        (HOTSPOTS, "power", "tidak ada", "none"),
        (HOTSPOTS, "site_consent", "belum ada", "none"),
        (HOTSPOTS, "site_consent", "Surat Pernyataan", "letter"),
        (HOTSPOTS, "technology", "Serat Optik", "fibre"),
        (HOTSPOTS, "technology", "Starlink", "satellite"),
        (HOTSPOTS, "status", "Diusulkan", "proposed"),
        (EXISTING_HOTSPOTS, "status", "ditolak", "refused"),
        (EXISTING_HOTSPOTS, "status", "Tidak Aktif", "suspended"),
        (BLANK_SPOTS, "signal", "nihil", "none"),
        (BLANK_SPOTS, "signal", "sinyal lemah", "weak"),
        (NETWORK_NODES, "kind", "Menara BTS", "tower"),
        (NETWORK_NODES, "kind", "ODP", "fibre"),
        (VILLAGES, "kind", "1", "desa"),
        (VILLAGES, "kind", "desa adat", "desa"),
        (FUNDING_SOURCES, "budget_round", "APBD Perubahan", "revised"),
    ],
)
def test_words_of_daily_use_are_understood(
    table: Table, column: str, word: str, meaning: str
) -> None:
    assert read_cell(table.column(column), word, {}) == meaning


def test_no_word_means_two_values_of_one_column() -> None:
    for table in ROLES.values():
        for column in table.columns:
            words = [
                word
                for choice in column.choices
                for word in _SYNONYMS.get(column.name, {}).get(choice, "").split("; ")
                if word
            ]
            assert len(words) == len(set(words)), f"{table.name}.{column.name}"


def test_an_unknown_word_is_answered_with_the_choices() -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(HOTSPOTS.column("technology"), "merpati pos", {})
    assert refused.value.reason("en") == "“merpati pos” is not a known value."
    assert refused.value.correction("en") == "Write one of: fibre, wireless, satellite."
    assert refused.value.correction("id").startswith("Tulis salah satu dari")


def test_the_users_own_words_are_understood() -> None:
    own = {"On Progress": "approved"}
    assert read_cell(HOTSPOTS.column("status"), "on progress", own) == "approved"


def test_a_number_of_a_layer_is_taken_as_it_is() -> None:
    assert read_cell(HOTSPOTS.column("bandwidth_mbps"), 2.125, {}) == 2.125
    assert read_cell(VILLAGES.column("population"), 1392.0, {}) == 1392
    with pytest.raises(Unreadable, match=r"“2.125” is not a whole number"):
        read_cell(VILLAGES.column("population"), 2.125, {})


def test_a_number_below_the_least_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(VILLAGES.column("population"), "-5", {})
    assert refused.value.reason("en") == "-5 is less than 0."


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-08-05", "2025-08-05"),
        ("2025/08/05", "2025-08-05"),
        ("2025-08-05T10:15:00", "2025-08-05"),
        ("05/08/2025", "2025-08-05"),
        ("5-8-2025", "2025-08-05"),
        ("5 Agustus 2025", "2025-08-05"),
        ("Selasa, 05 Agu 2025", "2025-08-05"),
        ("28 Pebruari 2025", "2025-02-28"),
        ("Desember 2024", "2024-12-01"),
        ("2025", "2025-01-01"),
    ],
)
def test_dates_in_iso_and_indonesian_form(text: str, iso: str) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(
    "text", ["05/08/25", "08/25/2025", "30 Februari 2025", "kemarin", "5 Foo 2025"]
)
def test_a_date_that_is_none_or_doubtful_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_date(text)
    assert refused.value.reason("en") == f"“{text}” is not a date."
    assert "2025-08-05" in refused.value.correction("id")
