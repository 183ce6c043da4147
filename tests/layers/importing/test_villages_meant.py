# SPDX-License-Identifier: GPL-2.0-or-later
"""The village a row means is found by code, name and position, or the row is refused."""

from __future__ import annotations

import pytest

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.importing.problems import Unreadable
from village_internet_plugin.layers.importing.village_codes import (
    CodeColumn,
    choose_code_column,
    read_village_code,
)
from village_internet_plugin.layers.importing.village_names import (
    NamedVillage,
    VillageNames,
    are_alike,
)
from village_internet_plugin.layers.importing.village_resolver import VillageResolver

ADANG_JAYA = NamedVillage("64.01.06.2023", "Adang Jaya", "Long Ikis")
RIWANG = NamedVillage("64.01.09.2005", "Riwang", "Batu Engau")
MUARA_ADANG_II = NamedVillage("64.01.08.2020", "Muara Adang II", "Long Kali")
PADANG_JAYA = NamedVillage("64.01.05.2010", "Padang Jaya", "Kuaro")
PADANG_JAYA_ELSEWHERE = NamedVillage("64.02.05.2010", "Padang Jaya", "Anggana")
BARU = NamedVillage("64.01.02.2001", "Kampung Baru", "Tanjung Harapan")
VILLAGES = VillageNames(
    (ADANG_JAYA, RIWANG, MUARA_ADANG_II, PADANG_JAYA, PADANG_JAYA_ELSEWHERE, BARU)
)
NONE_LOADED = VillageNames(())
SOMEWHERE = LonLat(116.15, -1.95)


def resolver(*held: NamedVillage, loaded: VillageNames = VILLAGES) -> VillageResolver:
    return VillageResolver(loaded, lambda _position: [village.village_code for village in held])


@pytest.mark.parametrize(
    "text",
    ["64.01.06.2023", "6401062023", "6401062023.0", "6.401.062.023", "6,401,062,023"],
)
def test_a_code_is_read_in_every_form_that_keeps_its_digits(text: str) -> None:
    assert read_village_code(text) == "64.01.06.2023"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("6.4E+09", "was turned into a rounded number; its digits are lost"),
        ("6,40106E+09", "was turned into a rounded number; its digits are lost"),
        ("640106202", "has fewer than ten digits; a zero was probably lost"),
        ("GD0020", "is not a village code"),
        ("64.01.06", "is not a village code"),
    ],
)
def test_a_spoilt_code_is_refused_and_told_how(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_village_code(text)
    assert reason in refused.value.reason("en")
    assert refused.value.correction("en")


@pytest.mark.parametrize(
    "name",
    [
        "Riwang",
        "RIWANG",
        "Desa Riwang",
        "Ds. Riwang",
        "Kantor Desa Riwang",
        "kantor kepala desa riwang",
    ],
)
def test_a_name_is_found_whatever_stands_before_it(name: str) -> None:
    assert VILLAGES.exact(name) == [RIWANG]


@pytest.mark.parametrize(
    "name", ["Muara Adang II", "Muaraadang Ii", "Muara Adang 2", "muara-adang II"]
)
def test_spaces_and_roman_numbers_do_not_count(name: str) -> None:
    assert VILLAGES.exact(name) == [MUARA_ADANG_II]


def test_a_prefix_that_belongs_to_the_name_counts_first() -> None:
    assert VILLAGES.exact("Kampung Baru") == [BARU]
    assert VILLAGES.exact("Baru") == [BARU]


def test_a_district_tells_villages_of_one_name_apart() -> None:
    assert len(VILLAGES.exact("Padang Jaya")) == 2
    assert VILLAGES.exact("Padang Jaya", "Kec. Kuaro") == [PADANG_JAYA]
    assert VILLAGES.exact("Padang Jaya", "Tanah Grogot") == []


def test_names_alike() -> None:
    assert VILLAGES.similar("Rewang") == [RIWANG]
    assert are_alike("Pantuan", "Muara Pantuan")
    assert are_alike("Sungaimariam", "Sungai Meriam")
    assert not are_alike("Adang Jaya", "Riwang")


def test_a_known_code_is_taken_in_any_form() -> None:
    assert resolver().resolve("6401092005", "Rewang", "", None) == RIWANG.village_code


def test_a_respelled_name_does_not_speak_against_its_code() -> None:
    assert resolver().resolve("64.01.09.2005", "Long Gelang", "", None) == RIWANG.village_code


def test_a_code_and_the_name_of_another_village_contradict_each_other() -> None:
    with pytest.raises(Unreadable) as refused:
        resolver().resolve("64.01.09.2005", "Adang Jaya", "", None)
    assert refused.value.reason("en") == (
        "The code 64.01.09.2005 is Riwang (Batu Engau, 64.01.09.2005), but the name “Adang Jaya” "
        "is Adang Jaya (Long Ikis, 64.01.06.2023)."
    )


def test_a_dotted_code_that_is_not_loaded_is_kept_for_the_check_to_name() -> None:
    at_work = resolver()
    assert at_work.resolve("64.01.99.2001", "Keladen", "", None) == "64.01.99.2001"
    assert at_work.counts["unknown_code"] == 1


def test_an_undotted_code_that_is_not_loaded_gives_way_to_the_name() -> None:
    assert resolver().resolve("6401060013", "Riwang", "", None) == RIWANG.village_code


def test_an_undotted_code_alone_that_is_not_loaded_is_refused() -> None:
    with pytest.raises(Unreadable, match="it may be a code of BPS"):
        resolver().resolve("6401060013", "", "", None)


def test_an_exact_name_alone_is_enough() -> None:
    at_work = resolver()
    assert at_work.resolve("", "Kelurahan Riwang", "", None) == RIWANG.village_code
    assert at_work.counts["name"] == 1


def test_a_doubtful_name_is_refused_with_its_candidates() -> None:
    with pytest.raises(Unreadable) as refused:
        resolver().resolve("", "Rewang", "", None)
    assert refused.value.reason("en") == (
        "“Rewang” may be Riwang (Batu Engau, 64.01.09.2005); the name alone does not decide it."
    )


def test_a_name_two_villages_share_is_refused_with_both() -> None:
    with pytest.raises(Unreadable) as refused:
        resolver().resolve("", "Padang Jaya", "", None)
    assert "Kuaro, 64.01.05.2010" in refused.value.reason("id")
    assert "Anggana, 64.02.05.2010" in refused.value.reason("id")


def test_the_position_decides_between_villages_of_like_names() -> None:
    assert resolver(RIWANG).resolve("", "Rewang", "", SOMEWHERE) == RIWANG.village_code
    found = resolver(PADANG_JAYA).resolve("", "Padang Jaya", "", SOMEWHERE)
    assert found == PADANG_JAYA.village_code


def test_the_position_does_not_outweigh_a_name_unlike() -> None:
    with pytest.raises(Unreadable, match="No loaded village is called “Tepian Batang”"):
        resolver(RIWANG).resolve("", "Tepian Batang", "", SOMEWHERE)


def test_without_code_and_name_the_one_village_at_the_position_is_meant() -> None:
    at_work = resolver(RIWANG)
    assert at_work.resolve("", "", "", SOMEWHERE) == RIWANG.village_code
    assert at_work.counts["position"] == 1
    assert resolver(RIWANG, ADANG_JAYA).resolve("", "", "", SOMEWHERE) is None
    assert resolver().resolve("", "", "", SOMEWHERE) is None


def test_before_villages_are_loaded_codes_count_by_their_form_and_names_do_not() -> None:
    at_work = resolver(loaded=NONE_LOADED)
    assert at_work.resolve("6401062023", "", "", None) == "64.01.06.2023"
    with pytest.raises(Unreadable, match="looks like a code of BPS"):
        at_work.resolve("6401010001", "", "", None)
    with pytest.raises(Unreadable, match="before villages are loaded"):
        at_work.resolve("", "Riwang", "", None)


ROWS = (
    {"bps": "6401060013", "kemendagri": "6401062023", "desa": "Adang Jaya"},
    {"bps": "6401090007", "kemendagri": "6401092005", "desa": "Riwang"},
)


def test_of_two_columns_the_one_that_matches_the_villages_holds_the_codes() -> None:
    chosen = choose_code_column(("bps", "kemendagri"), ROWS, VILLAGES, "desa")
    assert chosen == CodeColumn("kemendagri")


def test_before_villages_are_loaded_the_form_decides() -> None:
    assert (
        choose_code_column(("bps", "kemendagri"), ROWS, NONE_LOADED, "desa").header == "kemendagri"
    )


def test_codes_of_the_other_system_are_left_alone_when_names_can_stand_in() -> None:
    assert choose_code_column(("bps",), ROWS, VILLAGES, "desa") == CodeColumn(None, ("bps",))


def test_codes_that_match_by_chance_are_unmasked_by_the_names() -> None:
    rows = ({"kode": "6401062023", "desa": "Riwang"}, {"kode": "6401092005", "desa": "Baru"})
    assert choose_code_column(("kode",), rows, VILLAGES, "desa").refused == ("kode",)


def test_without_names_the_likeliest_column_is_kept_to_tell_each_row_what_is_wrong() -> None:
    assert choose_code_column(("bps",), ROWS, VILLAGES, None) == CodeColumn("bps")


def test_a_column_with_codes_comes_before_an_empty_one() -> None:
    rows = ({"KDEBPS": None, "KDEPUM": "64.01.06.2023"},)
    assert choose_code_column(("KDEBPS", "KDEPUM"), rows, VILLAGES, None).header == "KDEPUM"
    assert choose_code_column(("KDEBPS",), rows, VILLAGES, None) == CodeColumn("KDEBPS")
