# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the sample's files from its own village list, each in a different office's habits.

The styles differ on purpose, since no two agencies send alike: delimiters, decimal marks,
encodings, codes with and without dots, degrees in three ways. `desa_paser.csv` and the sheet with
planted faults are kept by hand; all else can be made anew and comes out byte for byte the same.
"""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import NamedTuple

import shapely

from tools import sample_facts as facts
from tools.sample_shapes import illustrative_shapes
from tools.sample_text import decimal_comma, degrees_text, sheet, undotted
from tools.stage import REPOSITORY

SAMPLE = REPOSITORY / "resources" / "sample"
VILLAGE_LIST = "desa_paser.csv"
_METRES_PER_DEGREE = 111_320.0
"""Along a meridian, and near enough along the equator: the places are made up anyway."""


class VillageRow(NamedTuple):
    """One village as `desa_paser.csv` has it; the position is inside the village, EPSG:4326."""

    code: str
    name: str
    kind: str
    district: str
    regency: str
    province: str
    area_km2: float
    population: int
    lat: float
    lon: float


Villages = dict[str, VillageRow]


def read_village_list(folder: Path = SAMPLE) -> Villages:
    """Return the villages by name (within Paser no name repeats)."""
    with (folder / VILLAGE_LIST).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    villages = {}
    for code, name, kind, district, regency, province, area, people, lat, lon in rows:
        villages[name] = VillageRow(
            code,
            name,
            kind,
            district,
            regency,
            province,
            float(area),
            int(people),
            float(lat),
            float(lon),
        )
    return villages


def position_of(place: facts.Place, villages: Villages) -> tuple[float, float]:
    """Return the latitude and longitude of `place` in degrees, to five decimals."""
    village = villages[place.village]
    lat = village.lat + place.north_m / _METRES_PER_DEGREE
    scale = _METRES_PER_DEGREE * math.cos(math.radians(village.lat))
    return round(lat, 5), round(village.lon + place.east_m / scale, 5)


def village_shapes(villages: Villages) -> str:
    """Return the illustrative shapes as GeoJSON, with the field names of the national map."""
    rows = list(villages.values())
    shapes = illustrative_shapes([(row.lon, row.lat) for row in rows])
    features = [
        {
            "type": "Feature",
            "properties": {
                "KDEPUM": row.code,
                "WADMKD": row.name,
                "JENIS": row.kind,
                "WADMKC": row.district,
                "WADMKK": row.regency,
                "WADMPR": row.province,
                "PENDUDUK": row.population,
                "SUMBER": "ilustrasi, bukan batas resmi",
            },
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for row, shape in zip(rows, shapes)
    ]
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    return (
        f'{{"type":"FeatureCollection","name":"batas_desa_ilustrasi","features":[\n{lines}\n]}}\n'
    )


def village_offices(villages: Villages) -> str:
    """Return the offices of all villages but one: semicolons, decimal commas, undotted codes.

    The accuracy is the radius of a circle as large as the village: all that the position says.
    """
    rows = [
        (
            undotted(row.code),
            f"Kantor {row.kind.capitalize()} {row.name}",
            decimal_comma(row.lat),
            decimal_comma(row.lon),
            decimal_comma(round(math.sqrt(row.area_km2 / math.pi) * 1000, -2)),
            "perkiraan: satu titik di dalam desa, bukan hasil ukur",
        )
        for row in villages.values()
        if row.name != facts.OFFICE_NOT_LISTED
    ]
    return sheet("KODE DESA|NAMA KANTOR|LINTANG|BUJUR|AKURASI (M)|SUMBER", rows, ";")


def blank_spots(villages: Villages) -> str:
    """Return the reported blank spots: degrees, minutes and seconds, a radius in metres."""
    places = [facts.Place(name, name, "desa") for name in facts.BLANK_SPOT_VILLAGES]
    rows = []
    for number, place in enumerate([*places, *facts.BLANK_SPOT_HAMLETS], 1):
        lat, lon = position_of(place, villages)
        reported = place.kind == "desa"
        rows.append(
            (
                f"BS-{number:02d}",
                villages[place.village].code,
                place.village,
                place.name,
                degrees_text(lat, "LU", "LS"),
                degrees_text(lon, "BT", "BB"),
                facts.BLANK_SPOT_RADIUS_M[place.kind],
                "tidak ada",
                "2021-09-28" if reported else "-",
                "pemberitaan; titik dan radius ilustrasi",
            )
        )
    return sheet(
        "id_blank_spot|kode_desa|desa|lokasi|lintang|bujur|radius_m|sinyal|tanggal|sumber", rows
    )


def _power(place: facts.Place) -> tuple[str, int]:
    """Return the source of electricity and its hours a day; illustrative."""
    if place.name == facts.GENERATOR_PLACE:
        return "genset", 10
    return ("PLTS" if place.village in facts.SOLAR_VILLAGES else "PLN"), 24


def regency_hotspots(villages: Villages) -> str:
    """Return the regency's 26 points: semicolons, decimal commas, an en dash for cp1252."""
    rows = []
    for number, place in enumerate(facts.REGENCY_PLACES, 1):
        lat, lon = position_of(place, villages)
        power, hours = _power(place)
        rows.append(
            (
                number,
                place.name,
                place.kind,
                undotted(villages[place.village].code),
                place.village,
                decimal_comma(lat),
                decimal_comma(lon),
                facts.REGENCY_SOURCE,
                2025,
                "disetujui",
                "serat optik",
                "Icon+",
                facts.BANDWIDTH_MBPS,
                power,
                hours,
                "surat",
                f"Pemerintah Desa {place.village}",
                facts.CAPEX_IDR[facts.REGENCY_SOURCE],
                facts.OPEX_IDR_PER_MONTH,
                facts.SERVICE_MONTHS[facts.REGENCY_SOURCE],
                1 if place.kind == facts.OFFICE else 2,
                "ilustrasi – posisi perkiraan",
            )
        )
    return sheet(
        "No|Nama Lokasi|Jenis Lokasi|Kode Desa|Desa|Lintang|Bujur|Sumber Dana|Tahun|Status|"
        "Teknologi|Penyedia|Bandwidth (Mbps)|Sumber Listrik|Jam Listrik|Izin Lokasi|Pengelola|"
        "Capex (Rp)|Opex per Bulan (Rp)|Bulan Layanan|Prioritas|Catatan",
        rows,
        ";",
    )


def province_hotspots(villages: Villages) -> str:
    """Return the province's six sites: one column holds latitude and longitude together."""
    rows = []
    for place in facts.PROVINCE_PLACES:
        lat, lon = position_of(place, villages)
        rows.append(
            (
                place.name,
                place.kind,
                villages[place.village].code,
                f"{lat}, {lon}",
                facts.PROVINCE_SOURCE,
                2025,
                "disetujui",
                "satelit",
                "Starlink",
                facts.BANDWIDTH_MBPS,
                "PLN",
                24,
                "surat",
                f"Pemerintah Desa {place.village}",
                facts.CAPEX_IDR[facts.PROVINCE_SOURCE],
                facts.OPEX_IDR_PER_MONTH,
                facts.SERVICE_MONTHS[facts.PROVINCE_SOURCE],
            )
        )
    return sheet(
        "nama_lokasi|jenis_lokasi|kode_desa|koordinat|sumber_dana|tahun|status|teknologi|penyedia|"
        "bandwidth_mbps|sumber_listrik|jam_listrik|izin_lokasi|pengelola|capex|opex_bulanan|"
        "bulan_layanan",
        rows,
    )


def settlements(villages: Villages) -> str:
    """Return a few settlements; a village's own stands by its office with the village's people."""
    names = dict.fromkeys(
        place.village for place in (*facts.REGENCY_PLACES, *facts.PROVINCE_PLACES)
    )
    rows: list[tuple[object, ...]] = []
    for number, name in enumerate(names, 1):
        lat, lon = position_of(facts.Place(name, name, "desa", 150, 100), villages)
        people = villages[name].population
        households = round(people / facts.PERSONS_PER_HOUSEHOLD)
        label = f"Permukiman {name}"
        rows.append((f"PM-{number:02d}", villages[name].code, label, lat, lon, households, people))
    for number, place in enumerate(facts.HAMLETS, len(rows) + 1):
        lat, lon = position_of(place, villages)
        households = facts.HAMLET_HOUSEHOLDS[place.name]
        code = villages[place.village].code
        rows.append((f"PM-{number:02d}", code, place.name, lat, lon, households, "-"))
    return sheet("id|kode_desa|nama|lat|lng|jumlah_kk|jumlah_jiwa", rows)


def network_nodes(villages: Villages) -> str:
    """Return illustrative fibre nodes and towers, separated by tabs."""
    rows = []
    for number, place in enumerate((*facts.FIBRE_NODES, *facts.TOWERS), 1):
        lat, lon = position_of(place, villages)
        operator = "Icon+ (ilustrasi)" if place.kind == "serat optik" else "operator (ilustrasi)"
        rows.append((f"SJ-{number:02d}", place.kind, operator, place.name, "-", lon, lat))
    return sheet("id_simpul|jenis|operator|nama|kapasitas|bujur|lintang", rows, "\t")


def existing_hotspots(villages: Villages) -> str:
    """Return two points that show what the layer is for: one in service, one refused."""
    rows = []
    for number, place in enumerate(facts.EXISTING_PLACES, 1):
        lat, lon = position_of(place, villages)
        code = villages[place.village].code
        agency = f"{facts.REGENCY} (ilustrasi)"
        rows.append(
            (f"EKS-{number:02d}", code, place.name, agency, lat, lon, place.kind, "2024-05-01")
        )
    return sheet("id_titik|kode_desa|nama_lokasi|instansi|lat|lon|status|sejak", rows)


def funding_sources() -> str:
    """Return the two funders, their quotas and their assumed budgets."""
    programmes = {
        facts.REGENCY_SOURCE: (facts.REGENCY, "Titik hotspot kabupaten"),
        facts.PROVINCE_SOURCE: (facts.PROVINCE, "Internet desa provinsi"),
    }
    rows = [
        (
            source,
            *programmes[source],
            2025,
            "murni",
            facts.POINT_QUOTA[source],
            facts.BUDGET_IDR[source],
            facts.SERVICE_MONTHS[source],
            "desa",
        )
        for source in programmes
    ]
    return sheet(
        "id_sumber_dana|instansi|program|tahun_anggaran|tahap_anggaran|kuota_titik|pagu_rp|"
        "bulan_layanan|jenis_desa",
        rows,
        ";",
    )


def make_sample(folder: Path = SAMPLE, source: Path = SAMPLE) -> list[Path]:
    """Write every made file of the sample into `folder` from the village list in `source`."""
    villages = read_village_list(source)
    files = {
        "batas_desa_ilustrasi.geojson": (village_shapes(villages), "utf-8"),
        "kantor_desa.csv": (village_offices(villages), "utf-8"),
        "blank_spot_2021.csv": (blank_spots(villages), "utf-8"),
        "titik_hotspot_paser_2025.csv": (regency_hotspots(villages), "cp1252"),
        "titik_hotspot_kaltim_2025.csv": (province_hotspots(villages), "utf-8-sig"),
        "permukiman.csv": (settlements(villages), "utf-8"),
        "simpul_jaringan.csv": (network_nodes(villages), "utf-8"),
        "hotspot_eksisting.csv": (existing_hotspots(villages), "utf-8"),
        "sumber_dana.csv": (funding_sources(), "utf-8"),
    }
    for name, (text, encoding) in files.items():
        (folder / name).write_bytes(text.encode(encoding))
    return [folder / name for name in files]


def main() -> None:
    """Make the sample anew and name what was written."""
    for path in make_sample():
        print(path.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
