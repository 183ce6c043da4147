# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of an infrastructure scheme: what it takes for granted, and the price list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.processing.algorithm import PlannerAlgorithm, advanced

if TYPE_CHECKING:
    from village_internet_plugin.infrastructure.price_list import PriceLine
    from village_internet_plugin.infrastructure.scheme import SchemeSettings

_SIGHT = {
    "FREQUENCY_GHZ": "frequency_ghz",
    "FRESNEL_SHARE": "fresnel_share",
    "SITE_ANTENNA_M": "site_antenna_m",
    "TOWER_ANTENNA_M": "tower_antenna_m",
    "COVER_M": "cover_m",
}
_POWER = {
    "PEAK_SUN_HOURS": "peak_sun_hours",
    "PERFORMANCE_RATIO": "performance_ratio",
    "AUTONOMY_DAYS": "autonomy_days",
    "DEPTH_OF_DISCHARGE": "depth_of_discharge",
}
_BANDWIDTH = {"SHARE_AT_ONCE": "share_at_once", "KBIT_PER_S": "kbit_per_s"}

_Number = tuple[str, str, float, float, float]
"""Name, label, default, least and most."""


def add_settings(algorithm: PlannerAlgorithm) -> None:
    """Add a number, folded away, for each thing taken for granted."""
    for name, label, default, least, most in _numbers():
        algorithm.addParameter(
            advanced(
                QgsProcessingParameterNumber(
                    name,
                    label,
                    QgsProcessingParameterNumber.Type.Double,
                    default,
                    minValue=least,
                    maxValue=most,
                )
            )
        )


def read_scheme_settings(
    algorithm: PlannerAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
) -> SchemeSettings:
    """Return what was given as settings."""
    from village_internet_plugin.infrastructure.bandwidth import BandwidthSettings
    from village_internet_plugin.infrastructure.line_of_sight import SightSettings
    from village_internet_plugin.infrastructure.power import PowerSettings
    from village_internet_plugin.infrastructure.scheme import SchemeSettings

    def given(names: dict[str, str]) -> dict[str, float]:
        return {
            field: float(algorithm.parameterAsDouble(parameters, name, context))
            for name, field in names.items()
        }

    return SchemeSettings(
        sight=SightSettings(**given(_SIGHT)),
        power=PowerSettings(**given(_POWER)),
        bandwidth=BandwidthSettings(**given(_BANDWIDTH)),
        keeps_planned=bool(algorithm.parameterAsBoolean(parameters, "KEEP_PLANNED", context)),
    )


def price_rows(
    algorithm: PlannerAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[PriceLine, ...] | None:
    """Return the lines of the table PRICES; None when it was not given.

    Raises InputError when it lacks a column, or names the row and field that cannot be used.
    """
    from village_internet_plugin.infrastructure.price_list import prices_in_rows

    source = algorithm.parameterAsSource(parameters, "PRICES", context)
    if source is None:
        return None
    names = [field.name() for field in source.fields()]
    for wanted in ("item", "capex_idr", "opex_idr_per_month"):
        if wanted not in names:
            raise InputError(_lacks(source, wanted, names))
    rows = [
        {name: _value(value) for name, value in zip(names, feature.attributes())}
        for feature in source.getFeatures()
    ]
    return prices_in_rows(rows, source.sourceName())


def _value(value: Any) -> Any:
    """Return a value as Python has it; QGIS has its own kind of nothing."""
    is_null = getattr(value, "isNull", None)
    return None if is_null is not None and is_null() else value


def _lacks(source: QgsProcessingFeatureSource, wanted: str, names: list[str]) -> str:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The price list {table} has no column {wanted}; it has {columns}. Add the column or choose "
        "another table.",
    )
    return sentence.format(
        table=source.sourceName(), wanted=wanted, columns=", ".join(names) or "–"
    )


def _numbers() -> list[_Number]:
    """Return name, label, default, least and most of each number."""
    return [*_numbers_of_links(), *_numbers_of_solar_power(), *_numbers_of_use()]


def _numbers_of_links() -> list[_Number]:
    return [
        (
            "FREQUENCY_GHZ",
            QCoreApplication.translate("VillageInternet", "Frequency of links to towers (GHz)"),
            *(5.8, 0.1, 100.0),
        ),
        (
            "FRESNEL_SHARE",
            QCoreApplication.translate(
                "VillageInternet", "Share of the first Fresnel zone that must be free"
            ),
            *(0.6, 0.0, 2.0),
        ),
        (
            "SITE_ANTENNA_M",
            QCoreApplication.translate(
                "VillageInternet", "Antenna at the hotspot, metres above the ground"
            ),
            *(9.0, 0.0, 200.0),
        ),
        (
            "TOWER_ANTENNA_M",
            QCoreApplication.translate(
                "VillageInternet", "Antenna at the tower, metres above the ground"
            ),
            *(30.0, 0.0, 200.0),
        ),
        (
            "COVER_M",
            QCoreApplication.translate(
                "VillageInternet", "Trees and houses that the terrain leaves out (metres)"
            ),
            *(0.0, 0.0, 100.0),
        ),
    ]


def _numbers_of_solar_power() -> list[_Number]:
    return [
        (
            "PEAK_SUN_HOURS",
            QCoreApplication.translate("VillageInternet", "Peak sun hours a day"),
            *(4.2, 0.5, 12.0),
        ),
        (
            "PERFORMANCE_RATIO",
            QCoreApplication.translate(
                "VillageInternet", "Share of the array's energy that reaches the battery"
            ),
            *(0.75, 0.1, 1.0),
        ),
        (
            "AUTONOMY_DAYS",
            QCoreApplication.translate(
                "VillageInternet", "Days without sun that the battery lasts"
            ),
            *(3.0, 0.1, 30.0),
        ),
        (
            "DEPTH_OF_DISCHARGE",
            QCoreApplication.translate("VillageInternet", "Share of the battery that may be used"),
            *(0.8, 0.1, 1.0),
        ),
    ]


def _numbers_of_use() -> list[_Number]:
    return [
        (
            "SHARE_AT_ONCE",
            QCoreApplication.translate(
                "VillageInternet", "Share of the people in reach who use it at once"
            ),
            *(0.1, 0.001, 1.0),
        ),
        (
            "KBIT_PER_S",
            QCoreApplication.translate("VillageInternet", "kbit/s that each of them needs"),
            *(1_000.0, 1.0, 1_000_000.0),
        ),
    ]
