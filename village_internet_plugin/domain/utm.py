# SPDX-License-Identifier: GPL-2.0-or-later
"""Universal Transverse Mercator on WGS 84: eastings and northings in metres, and back.

Krüger's series to the sixth order of the third flattening, as given in C. F. F. Karney,
"Transverse Mercator with an accuracy of a few nanometers", Journal of Geodesy 85 (2011), equations
(7) to (12), (15) to (23), (35) and (36). Zones are the regular six-degree ones.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from village_internet_plugin.domain.ellipsoid import EQUATORIAL_RADIUS_M, FLATTENING
from village_internet_plugin.domain.position import LonLat

SCALE = 0.9996
FALSE_EASTING_M = 500_000.0
FALSE_NORTHING_M = 10_000_000.0
"""Added to northings of the southern hemisphere."""

_N = FLATTENING / (2.0 - FLATTENING)
_E = math.sqrt(FLATTENING * (2.0 - FLATTENING))
_RECTIFYING_RADIUS_M = EQUATORIAL_RADIUS_M / (1.0 + _N) * (1.0 + _N**2 / 4 + _N**4 / 64)


def _series(rows: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """Return the coefficients of sin 2jζ; row j begins with the power n^j."""
    return tuple(
        sum(value * _N ** (order + power) for power, value in enumerate(row))
        for order, row in enumerate(rows, start=1)
    )


_ALPHA = _series(
    (
        (1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
        (13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
        (61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
        (49561 / 161280, -179 / 168, 6601661 / 7257600),
        (34729 / 80640, -3418889 / 1995840),
        (212378941 / 319334400,),
    )
)
_BETA = _series(
    (
        (1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800),
        (1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720),
        (17 / 480, -37 / 840, -209 / 4480, 5569 / 90720),
        (4397 / 161280, -11 / 504, -830251 / 7257600),
        (4583 / 161280, -108847 / 3991680),
        (20648693 / 638668800,),
    )
)


class Utm(NamedTuple):
    """A position in a zone (1 to 60) of one hemisphere, in metres."""

    zone: int
    is_north: bool
    easting_m: float
    northing_m: float

    @property
    def text(self) -> str:
        """The position as it is written, to the metre: ``50S 506789 9786543``."""
        hemisphere = "N" if self.is_north else "S"
        return f"{self.zone}{hemisphere} {self.easting_m:.0f} {self.northing_m:.0f}"


def zone_of(lon: float) -> int:
    """Return the zone that holds a longitude in degrees; its western edge belongs to it."""
    return int((lon + 180.0) // 6.0) % 60 + 1


def to_utm(position: LonLat, zone: int | None = None) -> Utm:
    """Return a position (degrees) in its own zone, or in another within reach of some degrees.

    Right to a nanometre in its own zone; latitudes of the poles are not meant for UTM.
    """
    zone = zone_of(position.lon) if zone is None else zone
    turn = math.radians((position.lon - _central_meridian(zone) + 180.0) % 360.0 - 180.0)
    tau = math.tan(math.radians(position.lat))
    conformal = _conformal_tangent(tau)
    xi = math.atan2(conformal, math.cos(turn))
    eta = math.asinh(math.sin(turn) / math.hypot(conformal, math.cos(turn)))
    north, east = xi, eta
    for j, alpha in enumerate(_ALPHA, start=1):
        north += alpha * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
        east += alpha * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
    is_north = position.lat >= 0.0
    metres = SCALE * _RECTIFYING_RADIUS_M
    false_northing_m = 0.0 if is_north else FALSE_NORTHING_M
    return Utm(zone, is_north, FALSE_EASTING_M + metres * east, false_northing_m + metres * north)


def from_utm(utm: Utm) -> LonLat:
    """Return the position (degrees) of an easting and a northing."""
    metres = SCALE * _RECTIFYING_RADIUS_M
    north = (utm.northing_m - (0.0 if utm.is_north else FALSE_NORTHING_M)) / metres
    east = (utm.easting_m - FALSE_EASTING_M) / metres
    xi, eta = north, east
    for j, beta in enumerate(_BETA, start=1):
        xi -= beta * math.sin(2 * j * north) * math.cosh(2 * j * east)
        eta -= beta * math.cos(2 * j * north) * math.sinh(2 * j * east)
    conformal = math.sin(xi) / math.hypot(math.sinh(eta), math.cos(xi))
    turn = math.atan2(math.sinh(eta), math.cos(xi))
    lon = (_central_meridian(utm.zone) + math.degrees(turn) + 180.0) % 360.0 - 180.0
    return LonLat(lon, math.degrees(math.atan(_tangent(conformal))))


def _central_meridian(zone: int) -> float:
    return zone * 6.0 - 183.0


def _conformal_tangent(tau: float) -> float:
    """Return the tangent of the conformal latitude (Karney's equations 7 to 9)."""
    sigma = math.sinh(_E * math.atanh(_E * tau / math.hypot(1.0, tau)))
    return tau * math.hypot(1.0, sigma) - sigma * math.hypot(1.0, tau)


def _tangent(conformal: float) -> float:
    """Return the tangent of the latitude by Newton's way (Karney's equations 19 to 21)."""
    tau = conformal
    for _ in range(6):
        reached = _conformal_tangent(tau)
        slope = (1.0 + (1.0 - _E**2) * tau**2) / ((1.0 - _E**2) * math.hypot(1.0, tau))
        step = (conformal - reached) / math.hypot(1.0, reached) * slope
        tau += step
        if abs(step) < 1e-15 * max(1.0, abs(tau)):
            break
    return tau
