# SPDX-License-Identifier: GPL-2.0-or-later
"""What a layer package says about itself: whose plan it is, which state, judged by which rules."""

from __future__ import annotations

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan

LEFT_OUT = {
    "hotspots": ("maintainer", "notes"),
    "published_hotspots": ("maintainer", "notes"),
    "waivers": ("author",),
}
"""Columns that name persons or may say how to reach them, by table: they stay with the agency."""

_PRIVACY = Words(
    "Left out, since they may name persons: {columns}. The outbox and all sign-ins stay out too.",
    "Tidak disertakan karena dapat memuat nama orang: {columns}. Kotak keluar dan semua akun masuk "
    "juga tidak disertakan.",
)
_OPENING = Words(
    "In QGIS: Project, Open From, GeoPackage. Keep the file's name: the project finds the layers "
    "by it.",
    "Di QGIS: Proyek, Buka Dari, GeoPackage. Jangan ubah nama berkas: proyek menemukan layer "
    "melalui nama itu.",
)


def manifest(
    plan: Plan, report: CheckReport | None, *, made_at: str, made_with: str, language: str
) -> dict[str, str]:
    """Return the manifest's keys and values.

    `report` is the plan's check, None when it was not checked: then no verdict is stated.
    `made_at` is ISO 8601 with a time zone. The two sentences for people are in `language`.
    """
    content = {
        "title": plan.title,
        "agency": plan.agency,
        "plan_id": plan.plan_id,
        "revision": str(plan.base_revision),
        "hotspots": str(len(plan.hotspots)),
    }
    if report is not None:
        content["rule_set_version"] = report.rule_set_version
        content["reference_sha256"] = report.reference_sha256
        for severity, count in report.counts().items():
            content[f"count_{severity}"] = str(count)
    else:
        content["reference_sha256"] = plan.reference_sha256 or ""
    columns = ", ".join(f"{table}.{name}" for table, names in LEFT_OUT.items() for name in names)
    content["left_out"] = _PRIVACY.say(language, columns=columns)
    content["how_to_open"] = _OPENING.say(language)
    content["made_at"] = made_at
    content["made_with"] = made_with
    return content
