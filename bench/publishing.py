# SPDX-License-Identifier: GPL-2.0-or-later
"""What publishing costs: 50,000 points against a plain COPY, and 20 changed points in bytes.

All of it over HTTPS through nginx, with the files an administrator installs; every rule is checked
again by the server. COPY and publish take turns, since the machine does other things too.
"""

from __future__ import annotations

import lzma
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from bench.big_plan import country_villages
from bench.figure import Figure
from tools.stage import REPOSITORY
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import VILLAGES
from village_internet_plugin.reference.geopackage import well_known_binary
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.revision_document import RevisionDocument

POINTS, CHANGED, TURNS = 50_000, 20, 5
TIMES_COPY, TIMES_BYTES = 5.0, 2.0
_ACCOUNT, _AGENCY, _SOURCE = "paser.planner", "Kabupaten Paser", "bench-2026"
_COPY_IN = b"COPY village_internet.hotspots FROM STDIN"
_COPY_BARE = b"COPY bare FROM STDIN"
_NEAR_DEG = 0.007
"""Points lie within about 800 m of the village's office, which the rules ask for."""
_STEPS = 140
"""Places to each side of an office, 5.5 m apart: no two points are one."""


def measure() -> Iterator[Figure]:
    """Yield the figures; none where the real villages are not at hand."""
    packed = country_villages()
    if packed is None:
        return
    # The server that can be taken apart is that of the tests.
    sys.path.append(str(REPOSITORY / "tests"))
    from breaking.breakable_server import BreakableServer

    with tempfile.TemporaryDirectory(prefix="bench-publishing-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shapes = _shapes(_unpacked(packed, folder / "villages.gpkg"))
        reference = _write_reference(folder / "reference.gpkg", shapes)
        (folder / "server").mkdir()
        with BreakableServer(folder / "server", is_watched=False) as server:
            server.start(reference)
            server.fund(FundingSource(_SOURCE, _AGENCY, 2026))
            url = server.behind_nginx().url
            hotspots = _hotspots(shapes, POINTS)
            yield from _against_copy(server, url, hotspots)
            yield from _in_bytes(server, url, hotspots)


def _against_copy(server: Any, url: str, hotspots: list[Hotspot]) -> Iterator[Figure]:
    """Publish, take the rows away, COPY them back, take them away; TURNS times."""
    client = server.client(_ACCOUNT, url=url)
    _publish(client, _document(server, hotspots[:CHANGED]))
    _empty(server)
    published_s, copied_s, bare_s = [], [], []
    for _ in range(TURNS):
        document = _document(server, hotspots)
        began = time.perf_counter()
        _publish(client, document)
        published_s.append(time.perf_counter() - began)
        rows = _rows(server)
        _empty(server)
        copied_s.append(_copy(server, _COPY_IN, rows))
        _empty(server)
        bare_s.append(_copy(server, _COPY_BARE, rows))
    publish_s, copy_s = statistics.median(published_s), statistics.median(copied_s)
    what = f"{POINTS:,} points, median of {TURNS}"
    yield Figure(f"publish over HTTPS, {what}", publish_s, "s")
    yield Figure(f"COPY into the same table, {what}", copy_s, "s")
    yield Figure("publish against that COPY", publish_s / copy_s, "times", TIMES_COPY)
    bare = statistics.median(bare_s)
    yield Figure("COPY into a table with its indexes alone", bare, "s")
    yield Figure("publish against that COPY ", publish_s / bare, "times")


def _in_bytes(server: Any, url: str, hotspots: list[Hotspot]) -> Iterator[Figure]:
    """Change 20 points of a plan of 20 and of one of 50,000, and count bytes on the line."""
    from breaking.cutting_proxy import CuttingProxy

    sizes = []
    proxy = CuttingProxy(int(url.rsplit(":", 1)[1]))
    for count in (CHANGED, POINTS):
        _empty(server)
        first = _document(server, hotspots[:count])
        _publish(server.client(_ACCOUNT, url=url), first)
        new = [replace(row, name=f"{row.name} baru") for row in hotspots[:CHANGED]]
        change = _document(server, [], first.plan_id, new, [*new, *hotspots[CHANGED:count]])
        proxy.arm(None)
        client = server.client(_ACCOUNT, url=f"https://127.0.0.1:{proxy.port}")
        began = time.perf_counter()
        _publish(client, change)
        client.changes_since(first.plan_id, 1)
        took_s = time.perf_counter() - began
        sizes.append(sum(proxy.counted().values()))
        what = f"{CHANGED} changed points of {count:,}, sent and read back"
        yield Figure(what, took_s, "s")
        yield Figure(f"{what}: bytes both ways", sizes[-1], "bytes")
    proxy.close()
    yield Figure(f"bytes against a plan of {CHANGED}", sizes[1] / sizes[0], "times", TIMES_BYTES)


def _document(
    server: Any,
    added: Sequence[Hotspot],
    plan_id: str | None = None,
    changed: Sequence[Hotspot] = (),
    whole: list[Hotspot] | None = None,
) -> RevisionDocument:
    from server.paser import document

    return document(
        list(added),
        agency=_AGENCY,
        rule_set_version=server.rule_set_version,
        reference_sha256=server.reference_sha256,
        plan_id=plan_id or new_identifier(),
        base_revision=0 if plan_id is None else 1,
        changed=tuple(changed),
        whole=whole,
    )


def _publish(client: Any, document: RevisionDocument) -> None:
    answer = client.publish(document)
    if not isinstance(answer, Published):
        raise TypeError(f"the plan was not published: {str(answer)[:2_000]}")


def _rows(server: Any) -> bytes:
    everything = b"COPY village_internet.hotspots TO STDOUT"
    with (
        server.as_admin() as admin,
        admin.cursor() as cursor,
        cursor.copy(everything) as copy,
    ):
        return b"".join(copy)


def _copy(server: Any, statement: bytes, rows: bytes) -> float:
    """Put the rows in by one COPY and return the seconds until they are committed."""
    with server.as_admin() as admin:
        if statement == _COPY_BARE:
            admin.execute("DROP TABLE IF EXISTS bare")
            admin.execute("CREATE TABLE bare (LIKE village_internet.hotspots INCLUDING ALL)")
            admin.commit()
        began = time.perf_counter()
        with admin.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(rows)
        admin.commit()
        return time.perf_counter() - began


def _empty(server: Any) -> None:
    with server.as_admin() as admin:
        admin.execute("DELETE FROM village_internet.hotspots")
    with server.as_admin() as admin:
        admin.autocommit = True
        admin.execute("VACUUM ANALYZE village_internet.hotspots")


def _unpacked(packed: Path, villages: Path) -> Path:
    with lzma.open(packed) as reading, villages.open("wb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
    return villages


def _shapes(villages: Path) -> list[tuple[dict[str, Any], LonLat]]:
    """Return the villages' rows with their shapes, and a point inside that is their office."""
    made = []
    with closing(sqlite3.connect(f"file:{villages}?mode=ro", uri=True)) as connection:
        for code, name, blob in connection.execute("SELECT code, village, geom FROM villages"):
            shape = shapely.from_wkb(well_known_binary(blob))
            row: dict[str, Any] = dict.fromkeys(VILLAGES.names())
            row.update(village_code=code, name=name, kind="desa", population=2_000, shape=shape)
            inside = shape.representative_point()
            made.append((row, LonLat(inside.x, inside.y)))
    return made


def _write_reference(path: Path, shapes: list[tuple[dict[str, Any], LonLat]]) -> Path:
    from oracle.case import Case
    from oracle.geopackage import write_plan
    from server.paser import REFERENCE_ROLES

    case = Case("bench-reference", _AGENCY, {}, loaded_roles=REFERENCE_ROLES)
    case.villages = [row for row, _ in shapes]
    for row, office in shapes:
        place = {"lon": office.lon, "lat": office.lat, "village_code": row["village_code"]}
        about = {"name": "Kantor desa", "accuracy_m": None, "source": "a point inside"}
        case.village_offices.append({**place, **about})
    write_plan(path, case)
    return path


def _hotspots(shapes: list[tuple[dict[str, Any], LonLat]], points: int) -> list[Hotspot]:
    """Return the same points each time, inside villages and near their offices."""
    from server.paser import Office, hotspot_at

    chance = random.Random(2026)  # noqa: S311 - nothing secret
    made: list[Hotspot] = []
    taken: set[tuple[float, float]] = set()
    while len(made) < points:
        for row, office in shapes:
            lon, lat = (
                value + chance.randint(-_STEPS, _STEPS) * _NEAR_DEG / _STEPS for value in office
            )
            if (lon, lat) in taken:
                continue
            far = (lon - office.lon) ** 2 + (lat - office.lat) ** 2 > _NEAR_DEG**2
            if not far and shapely.contains_xy(row["shape"], lon, lat) and len(made) < points:
                taken.add((lon, lat))
                made.append(
                    hotspot_at(
                        Office(row["village_code"], office),
                        position=LonLat(lon, lat),
                        name=f"Titik {len(made) + 1}",
                        funding_source_id=_SOURCE,
                        technology="fibre",
                        bandwidth_mbps=50.0,
                        capex_idr=45_000_000,
                    )
                )
    return made


def main() -> int:
    """Measure; 1 when over a budget."""
    over = 0
    for figure in measure():
        sys.stdout.write(figure.line() + "\n")
        sys.stdout.flush()
        over += not figure.is_within_budget
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
