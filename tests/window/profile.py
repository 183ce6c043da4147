# SPDX-License-Identifier: GPL-2.0-or-later
"""A user's profile of QGIS made for one test: settings, the plugin switched on, accounts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PLUGIN = "village_internet_plugin"
_SETTINGS = """[PythonPlugins]
{plugin}={on}
[locale]
overrideFlag=true
userLocale={language}
globalLocale={locale}
[qgis]
checkVersion=false
askToSaveProjectChanges=false
news-feed\\httpsfeedqgisorg\\disabled=true
[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true
[Plugins]
{other_plugins}
"""
_STORES_AN_ACCOUNT = """
import json, sys
from qgis.core import QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import QFile
from qgis.PyQt.QtNetwork import QSslCertificate
told = json.loads(sys.stdin.read())
application = QgsApplication([], False, told["profile"])
application.initQgis()
manager = application.authManager()
manager.setMasterPassword(told["password"], True)
config = QgsAuthMethodConfig("Basic")
config.setName(told["name"])
config.setConfig("username", told["user"])
config.setConfig("password", told["token"])
stored = manager.storeAuthenticationConfig(config)
# QGIS 3.22 answers with a tuple of the outcome and the config, later versions likewise or bare.
kept, config = stored if isinstance(stored, tuple) else (stored, config)
if not kept:
    sys.exit("the account was not stored")
for authority in QSslCertificate.fromPath(told["authority"]):
    manager.storeCertAuthority(authority)
manager.rebuildCaCertsCache()
manager.rebuildTrustedCaCertsCache()
print(config.id())
application.exitQgis()
"""


class Profile:
    """The folder `--profiles-path` is given, and what stands in it."""

    def __init__(self, folder: Path, language: str = "en", plugin_on: bool = True) -> None:
        """Write the settings of a new user whose QGIS speaks `language` ("en" or "id")."""
        self.folder = folder
        self.home = folder / "profiles" / "default"
        settings = self.home / "QGIS" / "QGIS3.ini"
        settings.parent.mkdir(parents=True)
        others = "\n".join(f"{name}=false" for name in ("grassprovider", "sagaprovider"))
        locale = {"en": "en_US", "id": "id_ID"}[language]
        text = _SETTINGS.format(
            plugin=PLUGIN,
            on=str(plugin_on).lower(),
            language=locale if language == "en" else language,
            locale=locale,
            other_plugins=others,
        )
        settings.write_text(text, encoding="utf-8")
        self._password_file = folder / "master-password"
        self._password_file.write_text("only-for-this-test", encoding="utf-8")
        self._password_file.chmod(0o600)

    @property
    def environment(self) -> dict[str, str]:
        """Lets QGIS read the password of its store of accounts instead of asking for it."""
        return {
            "QGIS_AUTH_DB_DIR_PATH": str(self.home),
            "QGIS_AUTH_PASSWORD_FILE": str(self._password_file),
        }

    def store_account(self, name: str, user: str, token: str, authority: Path) -> str:
        """Keep an account and the server's certificate authority as QGIS does; return its id."""
        told = {
            "profile": str(self.home),
            "password": self._password_file.read_text("utf-8"),
            "name": name,
            "user": user,
            "token": token,
            "authority": str(authority),
        }
        ran = subprocess.run(
            [sys.executable, "-c", _STORES_AN_ACCOUNT],
            input=json.dumps(told),
            env={"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", **self.environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        if ran.returncode != 0:
            raise RuntimeError(ran.stderr)
        return ran.stdout.split()[-1]
