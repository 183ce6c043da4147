# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of a place: the gravest first, numbers with limits, nothing hidden by rounding."""

from __future__ import annotations

from village_internet_plugin.domain.finding import Finding, Fix
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.village import Village, VillageOffice
from village_internet_plugin.panels.placing.ghost_lines import ghost_lines, verdict_word
from village_internet_plugin.siting.around_place import AroundPlace

HERE = LonLat(116.05, -1.95)
VILLAGE = Village("64.01.06.2023", "Adang Jaya", "desa")
OFFICE = VillageOffice("64.01.06.2023", HERE, "Balai Desa Adang Jaya")


def _around(office_m: float = 412.0, **values: object) -> AroundPlace:
    known = {
        "village": VILLAGE,
        "office": OFFICE,
        "office_m": office_m,
        "office_limit_m": 1000.0,
        "neighbours": (),
        "neighbour_m": None,
        "spacing_m": 200.0,
        **values,
    }
    return AroundPlace(**known)  # type: ignore[arg-type]


def _finding(rule: str, severity: str, message: str, waived: bool = False) -> Finding:
    return Finding(rule, severity, "hotspot", "h", message, Fix(""), waived=waived)


def test_numbers_come_with_their_limits() -> None:
    lines = ghost_lines((), _around(neighbour_m=340.2), "en")
    assert [line.text for line in lines] == [
        "412 m to Balai Desa Adang Jaya (limit 1,000 m)",
        "340 m to the nearest hotspot (at least 200 m)",
    ]
    assert {line.severity for line in lines} == {"ok"}


def test_the_gravest_comes_first_and_names_its_severity() -> None:
    findings = (
        _finding("VI301", "notice", "reaches nobody new"),
        _finding("VI205", "error", "has empty fields"),
        _finding("VI103", "error", "is 1.4 km from the office"),
        _finding("VI105", "warning", "is 120 m from Balai"),
    )
    lines = ghost_lines(findings, _around(1402.0, neighbour_m=120.0), "en")
    assert [line.text for line in lines] == [
        "1,402 m to Balai Desa Adang Jaya (limit 1,000 m)",
        "has empty fields",
        "is 120 m from Balai",
        "reaches nobody new",
    ]
    assert [line.word for line in lines] == ["Error", "Error", "Warning", "Notice"]


def test_what_is_waived_is_not_said() -> None:
    findings = (_finding("VI105", "warning", "is 120 m from Balai", waived=True),)
    assert ghost_lines(findings, None, "en") == []


def test_rounding_does_not_hide_that_it_is_beyond() -> None:
    findings = (_finding("VI103", "error", "too far"),)
    lines = ghost_lines(findings, _around(1000.004), "en")
    assert lines[0].text == "1,000.004 m to Balai Desa Adang Jaya (limit 1,000 m)"


def test_an_office_without_a_name_is_called_by_its_village() -> None:
    office = VillageOffice("64.01.06.2023", HERE)
    assert ghost_lines((), _around(office=office), "id")[0].text.count("Kantor Desa Adang Jaya")
    kelurahan = Village("64.01.06.1001", "Kuaro", "kelurahan")
    text = ghost_lines((), _around(office=office, village=kelurahan), "en")[0].text
    assert text == "412 m to Kantor Kelurahan Kuaro (limit 1,000 m)"


def test_rules_that_are_off_leave_no_limit() -> None:
    lines = ghost_lines((), _around(office_limit_m=None, neighbour_m=5.0, spacing_m=None), "en")
    assert [line.text for line in lines] == [
        "412 m to Balai Desa Adang Jaya",
        "5.0 m to the nearest hotspot",
    ]


def test_without_an_office_the_findings_speak() -> None:
    findings = (_finding("VI104", "warning", "The office is not known"),)
    lines = ghost_lines(findings, _around(office=None, office_m=None), "en")
    assert [line.text for line in lines] == ["The office is not known"]


def test_a_verdict_has_a_word_in_both_languages() -> None:
    assert verdict_word("ok", "en") == "In order"
    assert verdict_word("ok", "id") == "Sesuai"
    assert verdict_word("error", "id") == "Kesalahan"
