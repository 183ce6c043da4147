# SPDX-License-Identifier: GPL-2.0-or-later
"""Geodesic lengths on the WGS 84 ellipsoid, in metres, for one pair of points or a million."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.ellipsoid import (
    EQUATORIAL_RADIUS_M,
    FLATTENING,
    POLAR_RADIUS_M,
)
from village_internet_plugin.geodesy.one_length import CONVERGED_RAD, ITERATIONS, vincenty_one

Floats = npt.NDArray[np.float64]

_FAN = 1440
_WAYS_ROUND = 4
_FEW = 3
"""So many pairs are measured sooner one by one than as arrays."""


def length_m(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> Floats:
    """Return the geodesic length between points, in metres, to well below a millimetre.

    Longitudes and latitudes in degrees (EPSG:4326); arrays broadcast against each other and the
    result has their common shape. NaN where a coordinate is not finite.

    T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review 23
    (1975); for the nearly antipodal pairs on which his iteration does not settle, the shortest way
    over a half-way circle.
    """
    arrays = [np.asarray(values, dtype=np.float64) for values in (lon1, lat1, lon2, lat2)]
    if any(values.shape != arrays[0].shape for values in arrays):
        arrays = np.broadcast_arrays(*arrays)
    shape = arrays[0].shape
    if arrays[0].size == 0:
        return np.empty(shape)
    lon_a, lat_a, lon_b, lat_b = (values.reshape(-1) for values in arrays)
    lengths, settled = _measured(lon_a, lat_a, lon_b, lat_b)
    # What is not finite never settles.
    for i in (~settled).nonzero()[0]:
        ends = (lon_a[i], lat_a[i], lon_b[i], lat_b[i])
        lengths[i] = _over_half_way_circle(*ends) if np.isfinite(ends).all() else np.nan
    return lengths.reshape(shape)


def length_at_most_m(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> Floats:
    """Return lengths that those between points surely do not exceed, in metres, at once.

    Coordinates as for `length_m`. Not above 1.1 % too long: along the great circle between the same
    latitudes and longitudes, no piece of the ellipsoid is longer than with its greatest radius of
    curvature, a²/b at the poles. To search by, not to report.
    """
    phi1, phi2 = np.radians(np.asarray(lat1)), np.radians(np.asarray(lat2))
    half_turn = np.sin(np.radians(np.asarray(lon2) - np.asarray(lon1)) / 2.0)
    half_rise = np.sin((phi2 - phi1) / 2.0)
    squared = half_rise * half_rise + np.cos(phi1) * np.cos(phi2) * half_turn * half_turn
    greatest_radius_m = EQUATORIAL_RADIUS_M * EQUATORIAL_RADIUS_M / POLAR_RADIUS_M
    angle = 2.0 * np.arcsin(np.minimum(np.sqrt(squared), 1.0))
    # A millimetre for what is lost in rounding.
    return np.asarray(angle * greatest_radius_m + 0.001, dtype=np.float64)


def degrees_around(lat: npt.ArrayLike, radius_m: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return how many degrees of longitude and latitude surely hold a circle around a point.

    The box lon ± first, lat ± second contains every point within `radius_m` of one at `lat`
    (degrees). Meridian degrees are shortest at the equator (110,574 m), parallel degrees at the
    circle's edge farthest from it.
    """
    radius = np.asarray(radius_m, dtype=np.float64)
    lat_degrees = radius / 110_574.0 * 1.001 + 1e-9
    farthest = np.minimum(np.abs(np.asarray(lat, dtype=np.float64)) + lat_degrees, 89.999)
    lon_degrees = radius / (111_319.0 * np.cos(np.radians(farthest))) * 1.001 + 1e-9
    return np.minimum(lon_degrees, 360.0), lat_degrees


def metres_per_degree(lat: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return the lengths of a degree of longitude and of latitude at each `lat`, in metres.

    From the radii of curvature of the prime vertical and the meridian: good for directions and
    nearest points in a small neighbourhood, not for lengths that are reported.
    """
    e2 = FLATTENING * (2.0 - FLATTENING)
    phi = np.radians(np.asarray(lat, dtype=np.float64))
    within_root = 1.0 - e2 * np.sin(phi) ** 2
    prime_vertical = EQUATORIAL_RADIUS_M / np.sqrt(within_root)
    meridian = EQUATORIAL_RADIUS_M * (1.0 - e2) / within_root**1.5
    return np.radians(1.0) * prime_vertical * np.cos(phi), np.radians(1.0) * meridian


def _measured(
    lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return what `_vincenty` does, for few pairs sooner."""
    if len(lon1) <= _FEW:
        pairs = list(zip(lon1.tolist(), lat1.tolist(), lon2.tolist(), lat2.tolist()))
        # What is not finite has no sine: arrays take that without a word.
        if all(math.isfinite(sum(pair)) for pair in pairs):
            lengths, settled = zip(*(vincenty_one(*pair) for pair in pairs))
            return np.array(lengths), np.array(settled)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        return _vincenty(lon1, lat1, lon2, lat2)


def _vincenty(
    lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return lengths by Vincenty's inverse formula, and for which pairs the iteration settled."""
    f, b = FLATTENING, POLAR_RADIUS_M
    # A difference of longitudes beyond half a turn means the shorter way round.
    difference = np.radians((lon2 - lon1 + 180.0) % 360.0 - 180.0)
    u1, u2 = (
        np.arctan((1 - f) * np.tan(np.radians(lat1))),
        np.arctan((1 - f) * np.tan(np.radians(lat2))),
    )
    sin_u1, cos_u1, sin_u2, cos_u2 = np.sin(u1), np.cos(u1), np.sin(u2), np.cos(u2)
    sines, cosines = sin_u1 * sin_u2, cos_u1 * cos_u2
    cos_sin, sin_cos = cos_u1 * sin_u2, sin_u1 * cos_u2
    on_sphere = difference.copy()
    settled = np.zeros(difference.shape, dtype=np.bool_)
    for _ in range(ITERATIONS):
        sin_l, cos_l = np.sin(on_sphere), np.cos(on_sphere)
        sin_sigma = np.hypot(cos_u2 * sin_l, cos_sin - sin_cos * cos_l)
        cos_sigma = sines + cosines * cos_l
        sigma = np.arctan2(sin_sigma, cos_sigma)
        # Where points coincide there is 0 over 0, which is to be 0: their divisor becomes 1.
        sin_alpha = cosines * sin_l / (sin_sigma + (sin_sigma == 0.0))
        cos2_alpha = 1.0 - sin_alpha * sin_alpha
        equatorial = cos2_alpha < 1e-15
        cos_2m = (cos_sigma - 2.0 * sines / (cos2_alpha + equatorial)) * ~equatorial
        c = f / 16.0 * cos2_alpha * (4.0 + f * (4.0 - 3.0 * cos2_alpha))
        step = sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2.0 * cos_2m * cos_2m - 1.0))
        following = difference + (1.0 - c) * f * sin_alpha * step
        settled = np.abs(following - on_sphere) < CONVERGED_RAD
        # What has settled stays, so that no length hangs on what else is measured along with it.
        on_sphere = np.where(settled, on_sphere, following)
        if settled.all():
            break
    settled &= np.abs(on_sphere) <= np.pi
    # At exactly antipodal points the iteration stands still on a way that is not the shortest.
    settled &= ~((cos_sigma < -0.999) & (np.abs(difference) > 3.0))
    u_2 = cos2_alpha * (EQUATORIAL_RADIUS_M**2 - b**2) / b**2
    big_a = 1.0 + u_2 / 16384.0 * (4096.0 + u_2 * (-768.0 + u_2 * (320.0 - 175.0 * u_2)))
    big_b = u_2 / 1024.0 * (256.0 + u_2 * (-128.0 + u_2 * (74.0 - 47.0 * u_2)))
    inner = cos_sigma * (2.0 * cos_2m**2 - 1.0) - big_b / 6.0 * cos_2m * (
        4.0 * sin_sigma**2 - 3.0
    ) * (4.0 * cos_2m**2 - 3.0)
    correction = big_b * sin_sigma * (cos_2m + big_b / 4.0 * inner)
    return b * big_a * (sigma - correction), settled


def _over_half_way_circle(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the length between nearly antipodal points, in metres.

    Every way from one to the other crosses the circle a quarter of the globe from the first, so
    the shortest sum of two legs over a point of that circle is the geodesic. The legs are short
    enough for Vincenty's iteration; the best direction is narrowed down from a full fan, in which
    two ways round the globe, over either side, may be nearly equally short: from both.
    """
    ends = (lon1, lat1, lon2, lat2)
    azimuths: Floats = np.linspace(0.0, 2.0 * np.pi, _FAN, endpoint=False, dtype=np.float64)
    sums = _over_directions(*ends, azimuths)
    (lowest,) = ((sums <= np.roll(sums, 1)) & (sums <= np.roll(sums, -1))).nonzero()
    likely = lowest[np.argsort(sums[lowest])][:_WAYS_ROUND]
    step = float(azimuths[1])
    return min(_narrowed(*ends, float(azimuths[one]), step) for one in likely)


def _narrowed(
    lon1: float, lat1: float, lon2: float, lat2: float, azimuth: float, step: float
) -> float:
    """Return the least sum of two legs in directions about an azimuth, in metres."""
    best = np.inf
    for _ in range(7):
        azimuths: Floats = np.linspace(azimuth - 2 * step, azimuth + 2 * step, 60, dtype=np.float64)
        sums = _over_directions(lon1, lat1, lon2, lat2, azimuths)
        least = int(np.nanargmin(sums))
        best = min(best, float(sums[least]))
        azimuth, step = float(azimuths[least]), float(azimuths[1] - azimuths[0])
    return best


def _over_directions(
    lon1: float, lat1: float, lon2: float, lat2: float, azimuths: Floats
) -> Floats:
    """Return the sums of two legs by the point a quarter of the globe away in each direction."""
    lon_m, lat_m = _quarter_away(lon1, lat1, azimuths)
    first, _ = _vincenty(np.full(lon_m.shape, lon1), np.full(lon_m.shape, lat1), lon_m, lat_m)
    second, _ = _vincenty(lon_m, lat_m, np.full(lon_m.shape, lon2), np.full(lon_m.shape, lat2))
    return first + second


def _quarter_away(lon: float, lat: float, azimuths: Floats) -> tuple[Floats, Floats]:
    """Return the points 90° from a point on the sphere in each direction, in degrees."""
    phi = np.radians(lat)
    lat_m = np.arcsin(np.clip(np.cos(phi) * np.cos(azimuths), -1.0, 1.0))
    lon_m = np.radians(lon) + np.arctan2(np.sin(azimuths), -np.sin(phi) * np.cos(azimuths))
    return np.degrees(lon_m), np.degrees(lat_m)
