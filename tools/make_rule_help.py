# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the help page of the rules, in both languages, from the catalogue that judges by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.stage import REPOSITORY
from village_internet_plugin.domain.languages import LANGUAGES, Words
from village_internet_plugin.rules.catalogue import CATALOGUE
from village_internet_plugin.rules.parameters import Parameter
from village_internet_plugin.rules.rule import Rule

HELP = REPOSITORY / "resources" / "help"

_TITLE = Words("The rules", "Aturan")
_OPENING = Words(
    "Every hotspot of a plan is judged by these rules. An error that is not waived, and a rule "
    "that could not be checked, keep a plan from being published; a warning and a notice inform. "
    "The limits are those of the standard rule set; an agency may set its own, also for one "
    "funding source.",
    "Setiap titik hotspot dalam rencana dinilai dengan aturan ini. Kesalahan tanpa pengecualian "
    "dan aturan yang tidak dapat diperiksa menahan penerbitan rencana; peringatan dan catatan "
    "bersifat informasi. Batas-batas berikut adalah batas kumpulan aturan baku; instansi dapat "
    "menetapkan batasnya sendiri, juga untuk satu sumber dana. Asal setiap batas tercantum pada "
    "[halaman berbahasa Inggris](../en/rules.md).",
)
_GROUPS = {
    "VI1": Words("Where it stands", "Letak titik"),
    "VI2": Words("The site", "Lokasi"),
    "VI3": Words("Whom it serves", "Siapa yang dilayani"),
    "VI4": Words("The money", "Pendanaan"),
    "VI5": Words("The technology", "Teknologi"),
    "VI6": Words("The records", "Data"),
}
_SEVERITIES = {
    "error": Words("error", "kesalahan"),
    "warning": Words("warning", "peringatan"),
    "notice": Words("notice", "catatan"),
}
_WHY = Words("Why", "Mengapa")
_FIX = Words("How to fix it", "Cara memperbaiki")
_NEEDS = Words("Needs one of these layers", "Memerlukan salah satu lapisan ini")
_LIMITS = Words(
    "| limit | standard | what it is | where it comes from |\n|---|---|---|---|",
    # The catalogue says where a limit comes from in English alone; the page refers there.
    "| batas | baku | artinya |\n|---|---|---|",
)
_GENERATED = "<!-- Written by `make rule-help` from the catalogue: change the rules there. -->"


def rule_page(language: str) -> str:
    """Return the whole page of the rules in `language` ("en" or "id"), as Markdown."""
    parts = [_GENERATED, f"# {_TITLE.say(language)}", _OPENING.say(language), _contents(language)]
    group = ""
    for rule in CATALOGUE:
        if rule.code[:3] != group:
            group = rule.code[:3]
            parts.append(f"## {_GROUPS[group].say(language)}")
        parts.extend(_section(rule, language))
    return "\n\n".join(parts) + "\n"


def _contents(language: str) -> str:
    return "\n".join(
        f"- [{rule.code}](#{rule.code.lower()}) {rule.title.say(language)}" for rule in CATALOGUE
    )


def _section(rule: Rule, language: str) -> Iterable[str]:
    # The anchor is the bare code, so that a link to a rule holds when its title is bettered.
    yield f'<a id="{rule.code.lower()}"></a>'
    yield f"### {rule.code} {rule.title.say(language)}"
    yield f"`{rule.name}` · {_SEVERITIES[rule.severity].say(language)}"
    yield rule.what.say(language)
    yield f"**{_WHY.say(language)}.** {rule.why.say(language)}"
    yield f"**{_FIX.say(language)}.** {rule.how_to_fix.say(language)}"
    if rule.needs_roles:
        roles = ", ".join(f"`{role}`" for role in rule.needs_roles)
        yield f"**{_NEEDS.say(language)}:** {roles}."
    if rule.parameters:
        rows = (_limit(limit, language) for limit in rule.parameters)
        yield "\n".join([_LIMITS.say(language), *rows])


def _limit(limit: Parameter, language: str) -> str:
    value = _value(limit.default)
    row = f"| `{limit.name}` | {value} | {limit.words.say(language)} |"
    return row if language == "id" else f"{row} {limit.source} |"


def _value(value: object) -> str:
    """Return a limit's value as a table's cell shows it."""
    if isinstance(value, Mapping):
        return "<br>".join(f"{name}: {_value(part)}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)


def write_rule_pages(folder: Path = HELP) -> list[Path]:
    """Write `rules.md` into the folder of each language below `folder` and return the paths."""
    pages = []
    for language in LANGUAGES:
        page = folder / language / "rules.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(rule_page(language), encoding="utf-8")
        pages.append(page)
    return pages


def main() -> None:
    """Write the pages and name them."""
    for page in write_rule_pages():
        print(page.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
