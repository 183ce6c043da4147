# SPDX-License-Identifier: GPL-2.0-or-later
"""All findings of a case: each rule in turn, what could not be checked, and what was waived."""

from __future__ import annotations

from oracle import fitness, money, need, position, site
from oracle.case import Case, Verdict
from oracle.ground import Ground, Rule

RULES: dict[str, Rule] = {
    "VI101": position.coordinate_valid,
    "VI102": position.inside_village,
    "VI103": position.office_distance,
    "VI104": position.office_known,
    "VI105": position.spacing,
    "VI106": position.duplicate,
    "VI201": site.site_public,
    "VI202": site.power,
    "VI203": site.consent,
    "VI204": site.maintainer,
    "VI205": site.required_fields,
    "VI301": need.blank_spot,
    "VI302": need.already_served,
    "VI303": need.points_per_village,
    "VI304": need.office_first,
    "VI401": money.funding_known,
    "VI402": money.point_quota,
    "VI403": money.budget,
    "VI404": money.double_funding,
    "VI405": money.service_term,
    "VI501": fitness.technology_fit,
    "VI502": fitness.bandwidth,
    "VI601": position.village_code_known,
    "VI602": fitness.resubmitted,
}
NEEDS: dict[str, frozenset[str]] = {
    "VI301": frozenset({"blank_spots", "settlements"}),
    "VI302": frozenset({"existing_hotspots"}),
    "VI501": frozenset({"network_nodes"}),
    "VI602": frozenset({"existing_hotspots"}),
}
"""Roles of which a rule needs at least one."""


def judge(case: Case) -> set[Verdict]:
    """Return every finding of a case; the waived ones are marked."""
    ground = Ground(case)
    waived = {(waiver["rule"], waiver["subject"]) for waiver in case.waivers}
    return {
        verdict._replace(waived=(verdict.rule, verdict.subject) in waived)
        for code, rule in RULES.items()
        if case.rules[code]["enabled"]
        for verdict in _one_rule(ground, code, rule)
    }


def _one_rule(ground: Ground, code: str, rule: Rule) -> list[Verdict]:
    needs = NEEDS.get(code)
    if needs is None or needs & ground.case.loaded_roles:
        return rule(ground)
    if not ground.active:
        return []
    return [Verdict(code, "not_checked", "plan", ground.case.plan_id)]
