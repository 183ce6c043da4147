# SPDX-License-Identifier: GPL-2.0-or-later
"""A solar supply is as large as the worked examples make it; loads follow the technology."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.infrastructure.power import PowerSettings, power_of, size_solar

SETTINGS = PowerSettings()


def test_a_worked_example_from_electricalengineeringnotes_com() -> None:
    # "Off-grid solar system design step by step": lamp 18 W x 4 h, fan 60 W x 2 h, refrigerator
    # 75 W x 12 h: 1,092 Wh a day; times 1.3 for losses the panels must give 1,419.6 Wh.
    daily = 18.0 * 4.0 + 60.0 * 2.0 + 75.0 * 12.0
    assert daily == 1_092.0
    per_sun_hour = PowerSettings(peak_sun_hours=1.0, performance_ratio=1.0 / 1.3)
    assert size_solar(daily, per_sun_hour).array_wp == pytest.approx(1_419.6)


def test_a_worked_example_from_globisun_com() -> None:
    # "How to properly size solar panels, batteries, and inverters": 2,880 Wh a day, a quarter more
    # for losses is 3,600 Wh; with 5 peak sun hours 720 W; two days are 7,200 Wh.
    settings = PowerSettings(
        peak_sun_hours=5.0,
        performance_ratio=0.8,
        autonomy_days=2.0,
        depth_of_discharge=0.8,
        battery_efficiency=1.0,
        panel_wp=400.0,
    )
    size = size_solar(2_880.0, settings)
    assert size.array_wp == pytest.approx(720.0)
    assert size.battery_wh == pytest.approx(7_200.0)
    assert size.panels == 2


def test_a_size_is_what_exact_fractions_give() -> None:
    chance = random.Random(3)  # noqa: S311 - examples, no secrets
    for _ in range(300):
        daily, sun, ratio, days, depth, efficiency, panel = (
            Fraction(chance.randint(1, 5_000)),
            Fraction(chance.randint(20, 70), 10),
            Fraction(chance.randint(50, 95), 100),
            Fraction(chance.randint(1, 10), 2),
            Fraction(chance.randint(30, 100), 100),
            Fraction(chance.randint(70, 100), 100),
            Fraction(chance.randint(5, 60) * 10),
        )
        settings = PowerSettings(
            peak_sun_hours=float(sun),
            performance_ratio=float(ratio),
            autonomy_days=float(days),
            depth_of_discharge=float(depth),
            battery_efficiency=float(efficiency),
            panel_wp=float(panel),
        )
        array = daily / (sun * ratio)
        size = size_solar(float(daily), settings)
        assert size.array_wp == pytest.approx(float(array))
        assert size.battery_wh == pytest.approx(float(daily * days / (depth * efficiency)))
        assert size.panels == -((-array) // panel)


def test_whole_panels_are_not_one_too_many_by_rounding() -> None:
    # 0.1 + 0.2 of a panel is more than 0.3 of it to a computer only.
    settings = PowerSettings(peak_sun_hours=1.0, performance_ratio=1.0, panel_wp=0.1)
    assert size_solar(0.1 + 0.2, settings).panels == 3


@pytest.mark.parametrize(
    ("technology", "load_w"),
    [("fibre", 44.0), ("wireless", 46.0), ("satellite", 136.0), (None, 136.0)],
)
def test_the_load_is_that_of_the_link(technology: str | None, load_w: float) -> None:
    # Two access points of 13 W, a switch of 10 W, and the link's own 8, 10 or 100 W.
    assert SETTINGS.load_w(technology) == load_w


def test_a_hotspot_that_needs_it_gets_a_solar_supply() -> None:
    hotspot = Hotspot("a", power="grid", power_hours=6.0)
    found = power_of(hotspot, "wireless", True, False, SETTINGS)
    assert found.power == "solar"
    assert found.wh_per_day == 1_104.0
    assert found.solar is not None
    # 1,104 / (4.2 · 0.75) and 1,104 · 3 / (0.8 · 0.9)
    assert found.solar.array_wp == pytest.approx(350.476, abs=0.001)
    assert found.solar.battery_wh == pytest.approx(4_600.0)
    assert "6.0 hours" in found.evidence[1].en
    assert "6,0 jam" in found.evidence[1].id
    assert found.sureness == "assumed"


def test_grid_power_named_by_a_survey_is_taken_as_it_is() -> None:
    found = power_of(Hotspot("a", power="grid"), "fibre", False, True, SETTINGS)
    assert (found.power, found.solar, found.sureness) == ("grid", None, "measured")


def test_power_nobody_named_is_unknown() -> None:
    found = power_of(Hotspot("a", power=" "), "fibre", False, False, SETTINGS)
    assert (found.power, found.solar, found.sureness) == (None, None, "unknown")
    assert "names no source" in found.evidence[-1].en
