# SPDX-License-Identifier: GPL-2.0-or-later
"""What a hotspot's equipment draws, and how large a solar supply must be to carry it.

As IEEE 1562 (array and battery of stand-alone photovoltaic systems) and IEEE 1013 (lead-acid
batteries for them) go about it: energy a day, over the hours in which the sun would shine at
1,000 W/m², less the losses; and a battery for so many days without sun. Both take measured
figures; the ones here are settings that say where they come from, and the agency replaces them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.infrastructure.sureness import ASSUMED, MEASURED, UNKNOWN


@dataclass(frozen=True)
class PowerSettings:
    """What is taken for granted of the load and the sun; the agency's to set.

    Attributes:
        access_points: at each hotspot.
        access_point_w: what a device may draw over an Ethernet cable (IEEE 802.3af: 12.95 W).
        switch_w, fibre_terminal_w, wireless_terminal_w: usual small devices, assumed.
        satellite_terminal_w: the upper end of the 75 to 100 W published for a common terminal.
        hours_per_day: the hotspots of Kaltim are open all day and night.
        peak_sun_hours: kWh/m² a day on the array; the lower end of about 4.2 to 4.8 in East
            Kalimantan (Global Solar Atlas). Take the worst month of the place where it is known.
        performance_ratio: what reaches the battery of what the array could give: heat, dirt,
            wires, controller.
        autonomy_days: without sun.
        depth_of_discharge: the share of the battery that may be used: 0.8 for lithium iron
            phosphate, 0.5 for lead.
        battery_efficiency: what comes out of what it gives.
        panel_wp: of one solar panel.

    """

    access_points: float = 2.0
    access_point_w: float = 13.0
    switch_w: float = 10.0
    fibre_terminal_w: float = 8.0
    wireless_terminal_w: float = 10.0
    satellite_terminal_w: float = 100.0
    hours_per_day: float = 24.0
    peak_sun_hours: float = 4.2
    performance_ratio: float = 0.75
    autonomy_days: float = 3.0
    depth_of_discharge: float = 0.8
    battery_efficiency: float = 0.9
    panel_wp: float = 400.0

    def load_w(self, technology: str | None) -> float:
        """Return what the equipment draws in watts; the heaviest where the link is not known."""
        links = {
            "fibre": self.fibre_terminal_w,
            "wireless": self.wireless_terminal_w,
            "satellite": self.satellite_terminal_w,
        }
        link_w = links.get(technology or "", max(links.values()))
        return self.access_points * self.access_point_w + self.switch_w + link_w


@dataclass(frozen=True)
class SolarSize:
    """A solar supply: array in watts at 1,000 W/m², whole panels, battery in watt-hours."""

    array_wp: float
    panels: int
    battery_wh: float


@dataclass(frozen=True)
class PowerScheme:
    """How a hotspot is supplied, why, and how sure that is; `power` is None when unknown."""

    power: str | None
    load_w: float
    wh_per_day: float
    solar: SolarSize | None
    evidence: tuple[Words, ...]
    sureness: str


def size_solar(wh_per_day: float, settings: PowerSettings) -> SolarSize:
    """Return the supply that carries so much energy a day; the array before whole panels."""
    array_wp = wh_per_day / (settings.peak_sun_hours * settings.performance_ratio)
    usable = settings.depth_of_discharge * settings.battery_efficiency
    # A sum just over a whole number of panels by rounding is that number.
    panels = math.ceil(round(array_wp / settings.panel_wp, 9))
    return SolarSize(array_wp, panels, wh_per_day * settings.autonomy_days / usable)


def power_of(
    hotspot: Hotspot,
    technology: str | None,
    needs_solar: bool,
    is_surveyed: bool,
    settings: PowerSettings,
) -> PowerScheme:
    """Return how a hotspot is supplied; `needs_solar` is what rule VI202 says of it."""
    load = settings.load_w(technology)
    daily = load * settings.hours_per_day
    named = (hotspot.power or "").strip() or None
    power = "solar" if needs_solar else named
    evidence = [_LOAD.filled(watts=number_words(load), daily=number_words(daily))]
    if needs_solar:
        evidence.append(_short_words(hotspot))
    elif named is None:
        evidence.append(_UNNAMED)
    solar = size_solar(daily, settings) if power == "solar" else None
    if solar is not None:
        evidence.append(_solar_words(solar, settings))
    named_by = MEASURED if is_surveyed else ASSUMED
    sureness = UNKNOWN if power is None else named_by
    return PowerScheme(power, load, daily, solar, tuple(evidence), sureness)


def _short_words(hotspot: Hotspot) -> Words:
    if hotspot.power == "none" or hotspot.power_hours is None:
        return _NO_POWER
    return _FEW_HOURS.filled(hours=number_words(hotspot.power_hours, 1))


def _solar_words(solar: SolarSize, settings: PowerSettings) -> Words:
    return _SOLAR.filled(
        array=number_words(solar.array_wp),
        panels=number_words(solar.panels),
        panel=number_words(settings.panel_wp),
        battery=number_words(solar.battery_wh),
        sun=number_words(settings.peak_sun_hours, 1),
        ratio=number_words(settings.performance_ratio, 2),
        days=number_words(settings.autonomy_days, 1),
    )


_LOAD = Words(
    "The equipment draws {watts} W, {daily} Wh a day.",
    "Perangkat memerlukan {watts} W, {daily} Wh per hari.",
)
_NO_POWER = Words(
    "There is no other power: rule VI202 asks for a solar supply.",
    "Tidak ada listrik lain: aturan VI202 meminta tenaga surya.",
)
_FEW_HOURS = Words(
    "There is power for {hours} hours a day only: rule VI202 asks for a solar supply.",
    "Listrik hanya tersedia {hours} jam per hari: aturan VI202 meminta tenaga surya.",
)
_UNNAMED = Words(
    "The plan names no source of power: it is not known, and not in the costs.",
    "Rencana belum menyebut sumber listrik: tidak diketahui dan belum masuk biaya.",
)
_SOLAR = Words(
    "Solar array {array} Wp ({panels} panels of {panel} Wp) at {sun} peak sun hours and a "
    "performance ratio of {ratio}; battery {battery} Wh for {days} days without sun.",
    "Panel surya {array} Wp ({panels} panel {panel} Wp) dengan {sun} jam matahari puncak dan "
    "rasio kinerja {ratio}; baterai {battery} Wh untuk {days} hari tanpa matahari.",
)
