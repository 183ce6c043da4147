# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether two antennas see each other over the ground, and how much room the wave has.

Along the geodesic between them the ground is raised by the bulge of the earth, d1 · d2 / (2 k R),
with k = 4/3 for the bending of rays in the mean atmosphere and R = 6,371 km: an equivalent radius
of about 8,500 km, as ITU-R P.526 takes it without other information. The straight ray between the
antennas must clear it everywhere by a share of the radius of the first Fresnel zone,
sqrt(wavelength · d1 · d2 / (d1 + d2)) (ITU-R P.526, formula 2 with n = 1). A share of 0.6 is the
customary one, from which on the ground takes practically nothing from the wave (the "0.6 Fresnel
clearance" of ITU-R P.1546; ITU-R P.530 asks for more where a link may hardly ever fail): it is a
setting, as all else here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import azimuth_deg, destinations
from village_internet_plugin.geodesy.lengths import Floats, length_m
from village_internet_plugin.infrastructure.terrain import Terrain

EARTH_RADIUS_M = 6_371_000.0
LIGHT_M_PER_S = 299_792_458.0
_MOST_POINTS = 20_001
"""On a profile; no link to a tower is so long that a 30 m model needs more."""


@dataclass(frozen=True)
class SightSettings:
    """How a link is judged; the agency's to set.

    Attributes:
        frequency_ghz: 5.8, the band of outdoor links without a permit of their own.
        fresnel_share: the share of the first Fresnel zone's radius that must be free.
        earth_factor: k, how much flatter the earth seems to a ray than it is.
        tower_antenna_m: above the ground at the tower; towers are 32 to 72 m high.
        site_antenna_m: above the ground at the hotspot: a pole on a roof.
        cover_m: trees and houses, added to the ground between the ends. 0 for a surface model,
            which has them; some 15 to 25 m of forest for a model of the bare ground.
        step_m: the greatest step along the profile.

    """

    frequency_ghz: float = 5.8
    fresnel_share: float = 0.6
    earth_factor: float = 4.0 / 3.0
    tower_antenna_m: float = 30.0
    site_antenna_m: float = 9.0
    cover_m: float = 0.0
    step_m: float = 30.0


@dataclass(frozen=True)
class Profile:
    """The ground along the geodesic from one place to another.

    Attributes:
        along_m: how far from the first place, from 0 to the whole length.
        ground_m: the height of the ground; NaN where it is unknown.

    """

    along_m: Floats
    ground_m: Floats

    @property
    def length_m(self) -> float:
        """The length of the whole."""
        return float(self.along_m[-1])


@dataclass(frozen=True)
class Sight:
    """What is known of the way between two antennas; lengths in metres.

    Attributes:
        is_clear: the ground is known all along and leaves the room needed.
        is_known: clear or not, that is certain. A ridge in the way is, whatever is unknown beside.
        worst_clearance_m: between the ray and the ground where the room is shortest; negative
            where the ground stands above the ray. NaN where nothing is known.
        worst_at_m: how far that is from the first antenna.
        needed_m: the room needed there.
        unknown_share: the share of the profile (0 to 1) whose ground is unknown.
        here_m, there_m: the antennas above their ground.

    """

    is_clear: bool
    is_known: bool
    worst_clearance_m: float
    worst_at_m: float
    needed_m: float
    length_m: float
    frequency_ghz: float
    here_m: float
    there_m: float
    unknown_share: float


def line_of_sight(terrain: Terrain, here: LonLat, there: LonLat, settings: SightSettings) -> Sight:
    """Return what is known of the way from a hotspot (`here`) to a tower (`there`)."""
    profile = profile_between(terrain, here, there, settings.step_m)
    return sight_over(profile, settings.site_antenna_m, settings.tower_antenna_m, settings)


def profile_between(terrain: Terrain, here: LonLat, there: LonLat, step_m: float) -> Profile:
    """Return the ground along the geodesic, in even steps.

    Of at most `step_m` and half a cell: a ridge of one cell is then not stepped over.
    """
    length = float(length_m(*here, *there))
    steps = math.ceil(length / min(step_m, terrain.cell_m / 2.0)) if length > 0.0 else 1
    along: Floats = np.linspace(0.0, length, min(max(steps, 1) + 1, _MOST_POINTS))
    lon, lat = destinations(here, azimuth_deg(here, there), along)
    return Profile(along, terrain.heights(lon, lat))


def sight_over(profile: Profile, here_m: float, there_m: float, settings: SightSettings) -> Sight:
    """Return what a profile leaves of the way between antennas so high above its ends."""
    length = profile.length_m
    room, needed = clearance(profile, here_m, there_m, settings)
    spare = room - needed
    known = np.isfinite(spare)
    unknown_share = float((~known).mean())
    worst = int(np.nanargmin(spare)) if known.any() else 0
    # To the millimetre, as lengths are reported: just the room needed is enough.
    is_blocked = bool(known.any() and spare[worst].round(3) < 0.0)
    return Sight(
        is_clear=bool(known.all() and not is_blocked),
        is_known=bool(known.all() or is_blocked),
        worst_clearance_m=float(room[worst]),
        worst_at_m=float(profile.along_m[worst]),
        needed_m=float(needed[worst]),
        length_m=length,
        frequency_ghz=settings.frequency_ghz,
        here_m=here_m,
        there_m=there_m,
        unknown_share=unknown_share,
    )


def clearance(
    profile: Profile, here_m: float, there_m: float, settings: SightSettings
) -> tuple[Floats, Floats]:
    """Return along a profile the room between ray and ground, and the room needed, in metres."""
    along, ground, length = profile.along_m, profile.ground_m, profile.length_m
    to_go = length - along
    start, end = ground[0] + here_m, ground[-1] + there_m
    share = along / length if length > 0.0 else np.zeros(len(along))
    ray = start + (end - start) * share
    cover = np.full(len(along), settings.cover_m)
    # The antennas stand above what surrounds their own ends.
    cover[[0, -1]] = 0.0
    bulge = along * to_go / (2.0 * settings.earth_factor * EARTH_RADIUS_M)
    radius = fresnel_radius_m(along, to_go, settings.frequency_ghz)
    return ray - (ground + cover + bulge), settings.fresnel_share * radius


def fresnel_radius_m(first_m: Floats, second_m: Floats, frequency_ghz: float) -> Floats:
    """Return the radius of the first Fresnel zone, so far from the one end and from the other."""
    wavelength_m = LIGHT_M_PER_S / (frequency_ghz * 1e9)
    total = first_m + second_m
    divisor = np.where(total > 0.0, total, 1.0)
    return np.asarray(np.sqrt(wavelength_m * first_m * second_m / divisor), dtype=np.float64)
