# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds the suggestion against published maximal covering instances: São José dos Campos, 800 m.

L. Lorena, M. Pereira, Int. J. Industrial Engineering 9 (2002) 57-67. Their licence (CC BY-NC-SA)
keeps the instances out of this repository: laid into build/mclp as SJC324.txt and so on (a line of
its own first, then x, y and people of each node) they are measured, else it is said that they are
not. The optima below were proven by CBC through PuLP, apart from this program.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.covering import plain_problem, read_instance
from bench.figure import Figure, repeats
from tools.stage import REPOSITORY
from village_internet_plugin.siting.suggest import Options, suggest

FOLDER = REPOSITORY / "build" / "mclp"
RADIUS_M = 800.0
_TIME_LIMIT_S = 60.0


class Instance(NamedTuple):
    """A file by its checksum, and the most people that so many points can reach."""

    name: str
    sha256: str
    optima: dict[int, int]


INSTANCES = (
    Instance(
        "SJC324",
        "70224c09536f122e06731479fdd8701cb339afcc802658c2f879ef5a74b854b9",
        {1: 5_461, 2: 8_790, 3: 11_604, 5: 12_152},
    ),
    Instance(
        "SJC402",
        "6afbd9d3ff4e7a406d3a925b304618c983f3b97ad4dc04af79ba1fdb65c5a389",
        {1: 6_555, 2: 11_339, 3: 14_690, 5: 15_970},
    ),
    Instance(
        "SJC500",
        "b8a8cb24e9bf5904e2269e1475fe45c705a66c18a42e88129c6d736735b284e2",
        {1: 7_944, 2: 12_454, 3: 15_730, 5: 18_859},
    ),
    Instance(
        "SJC708",
        "08d5e4c982f15f3d31bee6f92e6c00883c33f8d7cf589c32da3710da1e32b0b7",
        {1: 8_393, 2: 13_306, 3: 17_272, 5: 21_486},
    ),
    Instance(
        "SJC818",
        "6c45a16b5d336ecd36401dfe32d6e1e37bcf0333dc577cb10fdf9b37cb25c543",
        {1: 8_393, 2: 13_306, 3: 17_507, 5: 24_531},
    ),
)


def measure(folder: Path = FOLDER) -> Iterator[Figure]:
    """Yield of each instance how far plan and bound are from the optimum, and the seconds."""
    for instance in INSTANCES:
        path = folder / f"{instance.name}.txt"
        if not path.is_file():
            sys.stdout.write(f"{instance.name}: not measured, {path} is not there\n")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != instance.sha256:
            sys.stdout.write(f"{instance.name}: not measured, {path} is another file\n")
        else:
            yield from _figures(instance, path)


def _figures(instance: Instance, path: Path) -> Iterator[Figure]:
    covers, people = read_instance(path, RADIUS_M)
    away, seconds = 0, []
    for points, optimum in instance.optima.items():
        found = suggest(plain_problem(covers, people, points), Options(time_limit_s=_TIME_LIMIT_S))
        away = max(away, abs(found.objective - optimum), abs(found.bound - optimum))
        seconds.append(found.seconds)
    points = ", ".join(map(str, instance.optima))
    what = f"{instance.name}, {points} points"
    yield Figure(f"{what}: plan or bound away from CBC's optimum", float(away), "people", 0.0)
    each = repeats(seconds)
    yield Figure(f"{what}: proven within", each.median, "s", None, each.spread)
