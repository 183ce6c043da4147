# SPDX-License-Identifier: GPL-2.0-or-later
"""What the forms of an open plan say and how they are divided, in both languages: data alone."""

from __future__ import annotations

from typing import NamedTuple

from village_internet_plugin.domain.languages import Words

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years a form takes without a remark, both inclusive."""
NOT_STATED = Words("Not stated", "Belum diisi")
VILLAGE = Words("Village", "Desa")
EVERY_KIND = Words("Every kind", "Semua jenis")


class Section(NamedTuple):
    """A tab, or a box, of a form."""

    title: Words
    columns: tuple[str, ...]


_PLACE = Section(
    Words("Place", "Lokasi"),
    ("name", "status", "village_code", "site_kind", "site_consent"),
)
_FUNDING = Section(
    Words("Funding", "Pendanaan"),
    ("funding_source_id", "year", "capex_idr", "opex_idr_per_month", "service_months"),
)
_TECHNOLOGY = Section(
    Words("Technology", "Teknologi"),
    ("technology", "provider", "bandwidth_mbps", "power", "power_hours"),
)
_OPERATION = Section(
    Words("Operation", "Pengelolaan"), ("maintainer", "priority", "notes", "hotspot_id")
)

TABS: dict[str, tuple[Section, ...]] = {
    "hotspots": (_PLACE, _FUNDING, _TECHNOLOGY, _OPERATION),
    "published_hotspots": (
        _PLACE,
        _FUNDING,
        _TECHNOLOGY,
        _OPERATION,
        Section(Words("Published", "Penerbitan"), ("agency", "plan_id", "revision")),
    ),
}
"""Tables whose form has tabs, with the columns of each tab in the order they are filled in."""

BOXES: dict[str, tuple[Section, ...]] = {
    "funding_sources": (
        Section(
            Words("Who pays", "Siapa yang membiayai"),
            ("funding_source_id", "agency", "programme", "fiscal_year", "budget_round"),
        ),
        Section(
            Words("What it may pay for", "Apa yang boleh dibiayai"),
            ("point_quota", "budget_idr", "service_months", "village_kinds"),
        ),
    ),
}
"""Tables whose form shows everything at once, in titled boxes."""


class Demand(NamedTuple):
    """What a column should hold: an expression of QGIS that is true then, and a sentence.

    Only `hard` ones keep a form from being saved; the others are remarks, since an unfinished plan
    is not a wrong one.
    """

    expression: str
    sentence: Words
    hard: bool = False


def filled(column: str) -> str:
    """Return the expression that is true where a column holds more than blanks."""
    return f"coalesce(trim(to_string(\"{column}\")), '') <> ''"


def _at_least_0(column: str) -> str:
    return f'"{column}" IS NULL OR "{column}" >= 0'


def _year(column: str) -> str:
    return f'"{column}" >= {FIRST_YEAR} AND "{column}" <= {LAST_YEAR}'


_ID = Demand(
    filled("hotspot_id"),
    Words(
        "Every hotspot has an ID of its own; it is made by itself and never changes.",
        "Setiap titik punya ID sendiri; ID dibuat otomatis dan tidak pernah berubah.",
    ),
    hard=True,
)
_YEAR_OF_BUDGET = Words(
    "The year of the budget, with four digits, such as 2026.",
    "Tahun anggaran, empat angka, misalnya 2026.",
)
_MONEY = Words(
    "Rupiah, zero or more, without decimals.",
    "Dalam rupiah, nol atau lebih, tanpa desimal.",
)
_MONTHS = Words(
    "Whole months, zero or more.",
    "Jumlah bulan, bilangan bulat nol atau lebih.",
)

DEMANDS: dict[str, dict[str, Demand]] = {
    "hotspots": {
        "hotspot_id": _ID,
        "name": Demand(
            filled("name"),
            Words(
                "Name the place as people there call it, such as “Balai Desa Riwang”.",
                "Tulis nama lokasi seperti dikenal warga, misalnya “Balai Desa Riwang”.",
            ),
        ),
        "site_kind": Demand(
            filled("site_kind"),
            Words(
                "Public Internet belongs on a public site, never in a private house.",
                "Internet publik dipasang di fasilitas umum, bukan di rumah pribadi.",
            ),
        ),
        "status": Demand(
            filled("status"),
            Words(
                "How far the hotspot has come; later states ask for more columns.",
                "Sejauh mana titik ini berjalan; status lanjut meminta kolom lebih banyak.",
            ),
        ),
        "funding_source_id": Demand(
            filled("funding_source_id"),
            Words(
                "Choose who pays; quota and budget are counted by source.",
                "Pilih siapa yang membiayai; kuota dan pagu dihitung per sumber dana.",
            ),
        ),
        "year": Demand(_year("year"), _YEAR_OF_BUDGET),
        "capex_idr": Demand(_at_least_0("capex_idr"), _MONEY),
        "opex_idr_per_month": Demand(_at_least_0("opex_idr_per_month"), _MONEY),
        "service_months": Demand(_at_least_0("service_months"), _MONTHS),
        "bandwidth_mbps": Demand(
            _at_least_0("bandwidth_mbps"),
            Words("Megabits per second, zero or more.", "Megabit per detik, nol atau lebih."),
        ),
        "power_hours": Demand(
            '"power_hours" IS NULL OR "power_hours" >= 0 AND "power_hours" <= 24',
            Words(
                "Hours a day with power, from 0 to 24.", "Jam listrik menyala per hari, 0 s.d. 24."
            ),
        ),
    },
    "funding_sources": {
        "funding_source_id": Demand(
            filled("funding_source_id"),
            Words(
                "A short name of its own by which hotspots refer to this source.",
                "Nama singkat yang unik; titik hotspot merujuk sumber dana dengan nama ini.",
            ),
            hard=True,
        ),
        "agency": Demand(
            filled("agency"),
            Words("The agency whose budget it is.", "Instansi pemilik anggaran."),
        ),
        "fiscal_year": Demand(_year("fiscal_year"), _YEAR_OF_BUDGET),
        "point_quota": Demand(
            _at_least_0("point_quota"),
            Words(
                "How many hotspots it may pay for; empty for no limit.",
                "Berapa titik yang boleh dibiayai; kosong berarti tanpa batas.",
            ),
        ),
        "budget_idr": Demand(_at_least_0("budget_idr"), _MONEY),
        "service_months": Demand(_at_least_0("service_months"), _MONTHS),
    },
}
"""By table and column. The village of a hotspot is asked for in `plan_forms`: it needs a layer."""

VILLAGE_KNOWN = Words(
    "A village of the plan, chosen by its name or code such as 64.01.06.2023.",
    "Desa dalam rencana, dipilih dari nama atau kodenya, misalnya 64.01.06.2023.",
)
NEEDED_FROM = Words("Needed from status “{status}” on.", "Perlu diisi mulai status “{status}”.")
LONG_TEXTS = {"hotspots": ("notes",), "published_hotspots": ("notes",), "waivers": ("reason",)}
