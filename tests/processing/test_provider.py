# SPDX-License-Identifier: GPL-2.0-or-later
"""The provider offers exactly the algorithms, parameters and outputs that scripts rely on."""

from __future__ import annotations

from pathlib import Path

import pytest
from running_algorithms import Algorithms

pytestmark = pytest.mark.qgis

PARAMETERS = {
    "createplan": {
        *("VILLAGES", "OFFICES", "BLANK_SPOTS", "SETTLEMENTS", "EXISTING", "NODES", "FUNDING"),
        *("AGENCY", "TITLE", "PLAN", "REPORT"),
    },
    "importlayer": {"PLAN", "ROLE", "SOURCE", "MAPPING", "REPORT"},
    "checkplan": {"PLAN", "RULE_SET", "LANGUAGE", "FINDINGS", "REPORT"},
    "measurecoverage": {
        *("PLAN", "RADIUS_M", "RADII", "SPREAD", "WITHIN_M"),
        *("OUTPUT", "UNSERVED", "DISTRICTS", "FUNDERS", "REPORT"),
    },
    "rephaseplan": {
        *("PLAN", "FUNDING_SOURCE", "BUDGET_IDR", "POINT_QUOTA", "PINNED", "TIME_LIMIT", "APPLY"),
        *("RADIUS_M", "RADII", "SPREAD", "WITHIN_M", "BLANK_SPOT_WEIGHT", "OUTPUT", "REPORT"),
    },
    "planinfrastructure": {
        *("PLAN", "TERRAIN", "PRICES", "KEEP_PLANNED", "APPLY", "OUTPUT", "REPORT"),
        *("FREQUENCY_GHZ", "FRESNEL_SHARE", "SITE_ANTENNA_M", "TOWER_ANTENNA_M", "COVER_M"),
        *("PEAK_SUN_HOURS", "PERFORMANCE_RATIO", "AUTONOMY_DAYS", "DEPTH_OF_DISCHARGE"),
        *("SHARE_AT_ONCE", "KBIT_PER_S"),
    },
    "publishplan": {"PLAN", "SERVER", "AUTH", "CA", "DRY_RUN", "REASON", "RECEIPT"},
    "pullplan": {"PLAN", "SERVER", "AUTH", "CA", "ADOPT", "SETTLE", "REPORT"},
    "planrevision": {"PLAN", "SERVER", "AUTH", "CA", "REVISION", "OUTPUT"},
    "comparerevisions": {"PLAN", "SERVER", "AUTH", "CA", "REVISION_A", "REVISION_B", "OUTPUT"},
    "compareplans": {"PLAN_A", "PLAN_B", "OUTPUT"},
    "exportlayerpackage": {"PLAN", "LANGUAGE", "OUTPUT"},
    "mergepackage": {"PLAN", "PACKAGE", "SETTLE", "REPORT"},
    "roadmapreport": {"PLAN", "LANGUAGE", "OUTPUT", "TABLES", "PAGE"},
}
OUTPUTS = {
    "createplan": {"PLAN", "REPORT"},
    "importlayer": {"ACCEPTED", "REJECTED", "REPORT"},
    "checkplan": {
        *("ERRORS", "WARNINGS", "NOTICES", "WAIVED", "NOT_CHECKED"),
        *("FINDINGS", "REPORT"),
    },
    "measurecoverage": {
        *("PEOPLE", "REACHED_NOW", "REACHED", "NOT_REACHED"),
        *("BLANK_SPOT_PEOPLE", "BLANK_SPOT_REACHED"),
        *("OUTPUT", "UNSERVED", "DISTRICTS", "FUNDERS", "REPORT"),
    },
    "rephaseplan": {
        *("STAY", "MOVED", "WITHOUT_ROOM", "PEOPLE_WAITING", "PEOPLE_LEFT_OUT", "IDR_SAVED"),
        *("OBJECTIVE", "BOUND", "GAP", "OUTPUT", "REPORT"),
    },
    "planinfrastructure": {
        *("FIBRE", "WIRELESS", "SATELLITE", "UNKNOWN", "NOT_COSTED"),
        *("CAPEX_IDR", "OPEX_IDR_PER_MONTH", "OUTPUT", "REPORT"),
    },
    "publishplan": {"OUTCOME", "REVISION", "RECEIPT"},
    "pullplan": {"REVISION", "CHANGES", "CLASHES", "REPORT"},
    "planrevision": {"HOTSPOTS", "PUBLISHED", "REASON", "WAIVERS", "SOURCES", "OUTPUT"},
    "comparerevisions": {"ADDED", "CHANGED", "REMOVED", "WAIVERS", "SOURCES", "OUTPUT"},
    "compareplans": {"ADDED", "CHANGED", "REMOVED", "WAIVERS", "SOURCES", "OUTPUT"},
    "exportlayerpackage": {"OUTPUT"},
    "mergepackage": {"CHANGES", "CONFLICTS", "REPORT"},
    "roadmapreport": {"OUTPUT", "TABLES", "PAGE"},
}
REQUIRED = {
    "createplan": {"VILLAGES", "AGENCY", "TITLE", "PLAN"},
    "importlayer": {"PLAN", "ROLE", "SOURCE"},
    "checkplan": {"PLAN"},
    "measurecoverage": {"PLAN", "OUTPUT"},
    "rephaseplan": {"PLAN", "FUNDING_SOURCE", "OUTPUT"},
    "planinfrastructure": {"PLAN", "OUTPUT"},
    "publishplan": {"PLAN"},
    "pullplan": {"PLAN"},
    "planrevision": {"PLAN", "REVISION", "OUTPUT"},
    "comparerevisions": {"PLAN", "REVISION_A", "OUTPUT"},
    "compareplans": {"PLAN_A", "PLAN_B", "OUTPUT"},
    "exportlayerpackage": {"PLAN", "OUTPUT"},
    "mergepackage": {"PLAN", "PACKAGE"},
    "roadmapreport": {"PLAN", "OUTPUT"},
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameters_and_outputs_are_those_of_the_design(name: str, algorithms: Algorithms) -> None:
    algorithm = algorithms.get(name)
    definitions = algorithm.parameterDefinitions()
    assert {each.name() for each in definitions} == PARAMETERS[name]
    assert {each.name() for each in algorithm.outputDefinitions()} == OUTPUTS[name]
    optional = definitions[0].Flag.FlagOptional
    without_default = {
        each.name()
        for each in definitions
        if not each.flags() & optional and each.defaultValue() is None
    }
    assert without_default == REQUIRED[name]


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_readme_calls_each_algorithm_by_its_name(
    name: str, algorithms: Algorithms, repository: Path
) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert f"**{algorithms.get(name).displayName()}** (`{name}`)" in readme


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_algorithm_says_what_it_does(name: str, algorithms: Algorithms) -> None:
    algorithm = algorithms.get(name)
    assert algorithm.displayName()
    assert len(algorithm.shortHelpString()) > 100
    assert not algorithm.icon().isNull()
