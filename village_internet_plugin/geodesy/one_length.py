# SPDX-License-Identifier: GPL-2.0-or-later
"""The geodesic length of one pair of points, to the last digit as among a million, and its box.

Arrays of length one take NumPy longer to hand around than to reckon with: by numbers of Python a
pair is measured in a quarter of the time, and a point under the cursor has one or two.
"""

from __future__ import annotations

import math

import numpy as np

from village_internet_plugin.domain.ellipsoid import (
    EQUATORIAL_RADIUS_M,
    FLATTENING,
    POLAR_RADIUS_M,
)

ITERATIONS = 60
CONVERGED_RAD = 1e-13


def vincenty_one(lon1: float, lat1: float, lon2: float, lat2: float) -> tuple[float, bool]:
    """Return a length by Vincenty's inverse formula, and whether the iteration settled.

    Degrees (EPSG:4326), all finite. Step by step what `lengths` does with arrays (see there for the
    source): sines and their like by NumPy too, for Python's own differ in the last digit, and a
    length must not hang on how many others are measured along with it.
    """
    f, b = FLATTENING, POLAR_RADIUS_M
    difference = float(np.radians((lon2 - lon1 + 180.0) % 360.0 - 180.0))
    u1 = np.arctan((1 - f) * float(np.tan(np.radians(lat1))))
    u2 = np.arctan((1 - f) * float(np.tan(np.radians(lat2))))
    sin_u1, cos_u1 = float(np.sin(u1)), float(np.cos(u1))
    sin_u2, cos_u2 = float(np.sin(u2)), float(np.cos(u2))
    sines, cosines = sin_u1 * sin_u2, cos_u1 * cos_u2
    cos_sin, sin_cos = cos_u1 * sin_u2, sin_u1 * cos_u2
    on_sphere, settled = difference, False
    for _ in range(ITERATIONS):
        sin_l, cos_l = float(np.sin(on_sphere)), float(np.cos(on_sphere))
        sin_sigma = float(np.hypot(cos_u2 * sin_l, cos_sin - sin_cos * cos_l))
        cos_sigma = sines + cosines * cos_l
        sigma = float(np.arctan2(sin_sigma, cos_sigma))
        sin_alpha = cosines * sin_l / (sin_sigma + (sin_sigma == 0.0))
        cos2_alpha = 1.0 - sin_alpha * sin_alpha
        equatorial = cos2_alpha < 1e-15
        cos_2m = (cos_sigma - 2.0 * sines / (cos2_alpha + equatorial)) * (not equatorial)
        c = f / 16.0 * cos2_alpha * (4.0 + f * (4.0 - 3.0 * cos2_alpha))
        step = sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2.0 * cos_2m * cos_2m - 1.0))
        following = difference + (1.0 - c) * f * sin_alpha * step
        settled = abs(following - on_sphere) < CONVERGED_RAD
        if settled:
            break
        on_sphere = following
    settled = settled and abs(on_sphere) <= math.pi
    settled = settled and not (cos_sigma < -0.999 and abs(difference) > 3.0)
    u_2 = cos2_alpha * (EQUATORIAL_RADIUS_M**2 - b**2) / b**2
    big_a = 1.0 + u_2 / 16384.0 * (4096.0 + u_2 * (-768.0 + u_2 * (320.0 - 175.0 * u_2)))
    big_b = u_2 / 1024.0 * (256.0 + u_2 * (-128.0 + u_2 * (74.0 - 47.0 * u_2)))
    inner = cos_sigma * (2.0 * (cos_2m * cos_2m) - 1.0) - big_b / 6.0 * cos_2m * (
        4.0 * (sin_sigma * sin_sigma) - 3.0
    ) * (4.0 * (cos_2m * cos_2m) - 3.0)
    correction = big_b * sin_sigma * (cos_2m + big_b / 4.0 * inner)
    return b * big_a * (sigma - correction), settled


def degrees_around_one(lat: float, radius_m: float) -> tuple[float, float]:
    """Return what `lengths.degrees_around` does for one circle; a last digit may differ."""
    lat_degrees = radius_m / 110_574.0 * 1.001 + 1e-9
    farthest = min(abs(lat) + lat_degrees, 89.999)
    lon_degrees = radius_m / (111_319.0 * math.cos(math.radians(farthest))) * 1.001 + 1e-9
    return min(lon_degrees, 360.0), lat_degrees
