# SPDX-License-Identifier: GPL-2.0-or-later
"""Chromium without a window, which finds no other machine and tells what pages complain about."""

from __future__ import annotations

import base64
import json
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

DRIVER = shutil.which("chromedriver")
BROWSER = shutil.which("chromium")
WIDE, PHONE = (1280, 900), (390, 844)
"""Width and height of a window, in CSS pixels."""
_PATIENCE_S = 20.0


class Chromium:
    """One browser; `with Chromium() as browser` ends it and removes its profile."""

    def __init__(self) -> None:
        assert DRIVER is not None
        assert BROWSER is not None
        self._profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        options = webdriver.ChromeOptions()
        options.binary_location = BROWSER
        for argument in (
            "--headless=new",
            "--no-sandbox",  # Chromium refuses root otherwise, and tests may run as root
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-proxy-server",
            "--hide-scrollbars",
            # Whatever a page would fetch from elsewhere is not found, and so told as a failure.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            f"--user-data-dir={self._profile.name}",
        ):
            options.add_argument(argument)
        # The trial server's authority is nobody's; its certificate has tests of its own.
        options.set_capability("acceptInsecureCerts", True)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.driver.set_page_load_timeout(_PATIENCE_S)

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.driver.quit()
        self._profile.cleanup()

    def sign_in(self, user: str, token: str) -> None:
        """Send HTTP Basic with every request from now on."""
        word = base64.b64encode(f"{user}:{token}".encode()).decode()
        self._tell("Network.enable", {})
        self._tell("Network.setExtraHTTPHeaders", {"headers": {"Authorization": f"Basic {word}"}})

    def send_as_it_is(self) -> None:
        """Add nothing to requests from now on: the browser itself knows the sign-in, or not."""
        self._tell("Network.setExtraHTTPHeaders", {"headers": {}})

    def sign_out(self) -> None:
        """Send no sign-in from now on, and be asked for none: there is nobody to answer."""
        headers = {"X-Requested-With": "page"}
        self._tell("Network.setExtraHTTPHeaders", {"headers": headers})

    def resize(self, size: tuple[int, int]) -> None:
        """Show pages in a window of this width and height, as on such a screen."""
        width, height = size
        self._tell(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def open(self, url: str, ready: str | None = None) -> None:
        """Go to `url`; return when the selector `ready` finds something, or the page is loaded."""
        self.forget()
        self.driver.get(url)
        if ready is not None:
            self.wait(ready)

    def wait(self, selector: str) -> None:
        """Return when the selector finds something."""
        WebDriverWait(self.driver, _PATIENCE_S, 0.05).until(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, selector), selector
        )

    def texts(self, selector: str) -> list[str]:
        """Return the text of each element that the selector finds, as it is seen.

        All in one go: a page that lists anew meanwhile takes elements away.
        """
        script = "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)"
        return [str(text).strip() for text in self.run(script, selector)]

    def run(self, script: str, *arguments: object) -> Any:
        """Run JavaScript in the page and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def picture(self, path: Path) -> None:
        """Keep a picture of the whole page."""
        path.parent.mkdir(parents=True, exist_ok=True)
        taken: dict[str, str] = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png"}
        )
        path.write_bytes(base64.b64decode(taken["data"]))

    def forget(self) -> None:
        """Forget what pages complained of until now."""
        self.complaints()
        self.requests()

    def complaints(self) -> list[str]:
        """Return what the console said since this was asked last; a whole page says nothing."""
        return [f"{one['level']}: {one['message']}" for one in self.driver.get_log("browser")]

    def requests(self) -> list[tuple[str, str]]:
        """Return address and outcome of every request since this was asked last."""
        addresses: dict[str, str] = {}
        found: list[tuple[str, str]] = []
        for line in self.driver.get_log("performance"):
            told = json.loads(line["message"])["message"]
            values = told["params"]
            if told["method"] == "Network.requestWillBeSent":
                addresses[values["requestId"]] = values["request"]["url"]
            elif told["method"] == "Network.responseReceived":
                found.append((values["response"]["url"], str(values["response"]["status"])))
            elif told["method"] == "Network.loadingFailed" and not values.get("canceled"):
                found.append((addresses.get(values["requestId"], "?"), values["errorText"]))
        return found

    def _tell(self, command: str, values: dict[str, Any]) -> None:
        self.driver.execute_cdp_cmd(command, values)
