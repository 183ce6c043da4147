# SPDX-License-Identifier: GPL-2.0-or-later
"""Which server and which sign-in are used: remembered, and said in words when they cannot be."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.shared_server import checked_address
from village_internet_plugin.layers.sign_in import is_kept, is_unlocked, require_sign_in
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.share.share_work import Account


class AccountChoice:
    """The address, the entry in QGIS's store of sign-ins and the certificate that are chosen.

    A plan that was published keeps its own server; what is typed goes before it.
    """

    def __init__(self, plan: CurrentPlan) -> None:
        self._plan = plan
        self._typed: str | None = None
        self._own = ""

    @property
    def address(self) -> str:
        """The address as it was typed, else the plan's own, else the one used last."""
        if self._typed is not None:
            return self._typed
        return self._own or settings.server.get()

    @property
    def auth_id(self) -> str:
        """The id of the chosen entry in QGIS's store; empty when none is chosen."""
        return settings.auth_config.get()

    @property
    def ca_path(self) -> str:
        """The certificate file, empty for none."""
        return settings.server_certificate.get()

    @property
    def host(self) -> str:
        """What the server is called in sentences."""
        try:
            return checked_address(self.address).host
        except InputError:
            return QCoreApplication.translate("VillageInternet", "the server")

    def choose_address(self, text: str) -> None:
        """Use what was typed; it is remembered when it can be used."""
        self._typed = text.strip()
        if not self.address_problem():
            settings.server.set(self._typed)

    def choose_sign_in(self, auth_id: str) -> None:
        """Use an entry in QGIS's store."""
        settings.auth_config.set(auth_id)

    def choose_certificate(self, path: str) -> None:
        """Trust a PEM file besides what QGIS trusts; empty for none."""
        settings.server_certificate.set(path.strip())

    def go_by_plan(self) -> None:
        """Go by the plan's own address again: another plan was opened, or it was published.

        Raises InputError when the plan's file cannot be read.
        """
        self._typed = None
        self._own = (self._plan.settings().get("server") or "") if self._plan.is_open else ""

    def address_problem(self) -> str:
        """Return why the address cannot be used; empty when it can."""
        try:
            checked_address(self.address)
        except InputError as problem:
            return in_user_language(problem)
        return ""

    def problem(self) -> str:
        """Return why the server cannot be asked as things are; empty when it can."""
        problem = self.address_problem()
        if problem:
            return problem
        if not self.auth_id:
            return QCoreApplication.translate(
                "VillageInternet",
                "No account is chosen. Choose one, or make one with +: your user name, with the "
                "token you were given as password.",
            )
        if not is_kept(self.auth_id):
            return QCoreApplication.translate(
                "VillageInternet",
                "The account chosen before is no longer in QGIS's store of sign-ins. Choose "
                "another.",
            )
        return ""

    def note(self) -> str:
        """Return what the user will be asked for on the way; empty when nothing."""
        if self.problem() or is_unlocked():
            return ""
        return QCoreApplication.translate(
            "VillageInternet",
            "QGIS will ask for the master password of its store of sign-ins, which is locked.",
        )

    @property
    def is_silent(self) -> bool:
        """Whether the server can be asked without anybody being asked for a password."""
        return not self.problem() and is_unlocked()

    def account(self) -> Account:
        """Return what to sign in with; QGIS may ask for its master password.

        Main thread only. Raises InputError with the sentence for the user.
        """
        problem = self.problem()
        if problem:
            raise InputError(problem)
        require_sign_in(self.auth_id)
        return self.silent_account()

    def silent_account(self) -> Account:
        """Return the same where `is_silent`, asking nobody."""
        ca_path = Path(self.ca_path) if self.ca_path else None
        return Account(self.address, self.auth_id, ca_path)
