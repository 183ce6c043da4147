# SPDX-License-Identifier: GPL-2.0-or-later
"""What the sample says of Paser in 2025: the facts, and what was made up to fill them in.

Facts and their sources are listed in `resources/sample/README.md`. Illustrative is everything that
no source gives: which facility beside the office gets a point and where it stands, money per
point, power, nodes, settlements. A place is written as metres east and north of the position
inside its village that `desa_paser.csv` gives.
"""

from __future__ import annotations

from typing import NamedTuple

REGENCY_SOURCE = "PASER-2025"
PROVINCE_SOURCE = "KALTIM-2025"
REGENCY = "Kabupaten Paser"
PROVINCE = "Provinsi Kalimantan Timur"


class Place(NamedTuple):
    """A place near the known position of a village; `east_m` and `north_m` are illustrative."""

    village: str
    name: str
    kind: str
    east_m: float = 0.0
    north_m: float = 0.0


OFFICE, SCHOOL, HEALTH, MARKET = "kantor desa", "sekolah", "puskesmas", "pasar"
WORSHIP, PUBLIC = "tempat ibadah", "ruang publik"

REGENCY_PLACES = (
    Place("Muara Adang II", "Balai Pertemuan Muara Adang II", PUBLIC, 310, -240),
    Place("Muara Lambakan", "Kantor Desa Muara Lambakan", OFFICE),
    Place("Muara Lambakan", "SD Muara Lambakan", SCHOOL, 340, 120),
    Place("Adang Jaya", "Kantor Desa Adang Jaya", OFFICE),
    Place("Adang Jaya", "Puskesmas Pembantu Adang Jaya", HEALTH, -260, 180),
    Place("Brewe", "Kantor Desa Brewe", OFFICE),
    Place("Brewe", "SD Brewe", SCHOOL, 150, 390),
    Place("Muara Andeh", "Kantor Desa Muara Andeh", OFFICE),
    Place("Muara Andeh", "SD Muara Andeh", SCHOOL, -420, -150),
    Place("Biu", "Kantor Desa Biu", OFFICE),
    Place("Biu", "SD Biu", SCHOOL, 280, 260),
    Place("Biu", "Puskesmas Pembantu Biu", HEALTH, -330, 90),
    Place("Pengguren Jaya", "Kantor Desa Pengguren Jaya", OFFICE),
    Place("Pengguren Jaya", "Masjid Pengguren Jaya", WORSHIP, 90, -310),
    Place("Lomu", "Kantor Desa Lomu", OFFICE),
    Place("Lomu", "SD Lomu", SCHOOL, 370, -60),
    Place("Lomu", "Pasar Desa Lomu", MARKET, -210, 300),
    Place("Lusan", "Kantor Desa Lusan", OFFICE),
    Place("Lusan", "SD Lusan", SCHOOL, 240, 170),
    Place("Muara Langon", "Kantor Desa Muara Langon", OFFICE),
    Place("Muara Langon", "SMP Muara Langon", SCHOOL, 520, 210),
    Place("Muara Langon", "Pasar Desa Muara Langon", MARKET, -280, -350),
    Place("Sekuan Makmur", "Kantor Desa Sekuan Makmur", OFFICE),
    Place("Sekuan Makmur", "Puskesmas Pembantu Sekuan Makmur", HEALTH, 230, -220),
    Place("Prayon", "Kantor Desa Prayon", OFFICE),
    Place("Prayon", "SD Prayon", SCHOOL, -190, 330),
)
"""The regency's 26 points in 12 villages; the 12 villages are fact, their share is illustrative."""

PROVINCE_PLACES = (
    Place("Tanjung Aru", "Puskesmas Tanjung Harapan", HEALTH, 260, 150),
    Place("Labuangkallo", "Kantor Desa Labuangkallo", OFFICE),
    Place("Harapan Baru", "Kantor Desa Harapan Baru", OFFICE),
    Place("Tiwei", "Kantor Desa Tiwei", OFFICE),
    Place("Muara Adang II", "Kantor Desa Muara Adang II", OFFICE),
    Place("Muara Pias", "Kantor Desa Muara Pias", OFFICE),
)
"""The six sites named to the province; that the health post stands in Tanjung Aru is assumed."""

BLANK_SPOT_VILLAGES = (
    "Swan Slutung",
    "Long Sayo",
    "Segendang",
    "Kepala Telake",
    "Muara Toyu",
    "Rantau Layung",
)
"""Reported in the press on 28 September 2021 as villages without signal."""
BLANK_SPOT_HAMLETS = (
    Place("Riwang", "Dusun Lawas", "dusun", 2600, -1900),
    Place("Tanjung Aru", "Tanjung Aru", "dusun", 1400, 900),
)
"""Reported later, below the village; the report names no day."""
BLANK_SPOT_RADIUS_M = {"desa": 2000, "dusun": 1000}

OFFICE_NOT_LISTED = "Rantau Buta"
"""Left out of the sheet of offices, as sheets of offices are: the rule that says so must speak."""

SOLAR_VILLAGES = ("Muara Lambakan", "Lusan", "Prayon")
GENERATOR_PLACE = "SD Muara Andeh"
"""Runs its generator ten hours a day: the one planted doubt in the regency's own sheet."""

FIBRE_NODES = (
    Place("Adang Jaya", "FDT Adang Jaya", "serat optik", 900, -500),
    Place("Brewe", "FDT Brewe", "serat optik", -700, 350),
    Place("Biu", "FDT Biu", "serat optik", 600, -450),
    Place("Pengguren Jaya", "FDT Pengguren Jaya", "serat optik", -820, 260),
    Place("Lomu", "FDT Lomu", "serat optik", 540, 610),
    Place("Muara Langon", "FDT Muara Langon", "serat optik", 350, -880),
    Place("Sekuan Makmur", "FDT Sekuan Makmur", "serat optik", -300, 760),
    Place("Tanah Grogot", "POP Tanah Grogot", "serat optik", 200, 150),
)
TOWERS = (
    Place("Segendang", "Menara Segendang", "menara", 5200, 2600),
    Place("Prayon", "Menara Prayon", "menara", -2300, 1500),
    Place("Tiwei", "Menara Tiwei", "menara", 1800, -900),
    Place("Tanjung Aru", "Menara Tanjung Aru", "menara", -3900, 1700),
)

HAMLETS = (
    Place("Riwang", "Dusun Lawas", "dusun", 2600, -1900),
    Place("Tanjung Aru", "Permukiman pesisir Tanjung Aru", "dusun", 1400, 900),
)
HAMLET_HOUSEHOLDS = {"Dusun Lawas": 60, "Permukiman pesisir Tanjung Aru": 110}
PERSONS_PER_HOUSEHOLD = 4

EXISTING_PLACES = (
    Place("Tanah Grogot", "Ruang publik Tanah Grogot (ilustrasi)", "beroperasi", 420, -130),
    Place("Padang Jaya", "Pasar Padang Jaya (ilustrasi)", "ditolak", 240, 190),
)
"""No list of hotspots by place is public; these two only show what the layer is for."""

BANDWIDTH_MBPS = 50
CAPEX_IDR = {REGENCY_SOURCE: 4_500_000, PROVINCE_SOURCE: 9_000_000}
"""Equipment and installation of one point: assumed."""
OPEX_IDR_PER_MONTH = 1_200_000
"""The upper end of what the province pays a month for a village: 1.1 to 1.2 million."""
SERVICE_MONTHS = {REGENCY_SOURCE: 12, PROVINCE_SOURCE: 48}
"""The province pays to 2029; the regency's single year is assumed."""
POINT_QUOTA = {REGENCY_SOURCE: 26, PROVINCE_SOURCE: 6}
BUDGET_IDR = {REGENCY_SOURCE: 500_000_000, PROVINCE_SOURCE: 400_000_000}
"""Assumed: the points at the costs above, rounded up."""
