# SPDX-License-Identifier: GPL-2.0-or-later

"""What the algorithms that speak with the shared server have in common: address, sign-in, trust."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.shared_server import checked_address, open_client
from village_internet_plugin.layers.sign_in import require_sign_in
from village_internet_plugin.processing.algorithm import PlannerAlgorithm, advanced

if TYPE_CHECKING:
    from village_internet_plugin.sharing.client import Client


class ServerAlgorithm(PlannerAlgorithm):
    """An algorithm that signs in by an authentication configuration kept in QGIS."""

    libraries = ("numpy", "shapely", "requests")

    def add_server(self) -> None:
        """Add the parameters SERVER, AUTH and, folded away, CA."""
        self.addParameter(
            QgsProcessingParameterString(
                "SERVER",
                QCoreApplication.translate("VillageInternet", "Server (the plan's own if empty)"),
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterAuthConfig(
                "AUTH",
                QCoreApplication.translate("VillageInternet", "Sign-in (QGIS authentication)"),
                optional=True,
            )
        )
        authority = QgsProcessingParameterFile(
            "CA",
            QCoreApplication.translate(
                "VillageInternet", "Certificate authority of the server, if QGIS does not trust it"
            ),
            optional=True,
            fileFilter="PEM (*.pem *.crt)",
        )
        self.addParameter(advanced(authority))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Have the sign-in unlocked while still in the main thread, where QGIS may ask for it."""
        require_sign_in(self.parameterAsString(parameters, "AUTH", context))

    def server_address(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the address given, or the one the plan was last published to.

        Raises InputError when there is neither, or when it cannot be used.
        """
        from village_internet_plugin.layers.plan_file import read_setting

        given = self.parameterAsString(parameters, "SERVER", context).strip()
        address = given or read_setting(self.plan_path(parameters, context), "server") or ""
        checked_address(address)
        return address

    def open_client(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Client:
        """Return a client of the server that goes through QGIS's own network access."""
        ca_path = self.parameterAsFile(parameters, "CA", context)
        return open_client(
            self.server_address(parameters, context),
            self.parameterAsString(parameters, "AUTH", context),
            feedback,
            Path(ca_path) if ca_path else None,
        )
