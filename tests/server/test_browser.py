# SPDX-License-Identifier: GPL-2.0-or-later
"""The published plan in a real browser that finds no other machine: what people see and press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.chromium import BROWSER, DRIVER, PHONE, WIDE, Chromium
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from server.paser import hotspot_at
from server.running import PASER, RunningServer

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="chromium or chromium-driver is missing"),
]
MARKUP = "</script><script>document.title = 'run'</script><img src=x onerror=alert(1)>"
READY = "#map[data-ready]"
_SURVEYED = {
    "technology": "fibre",
    "provider": "Telkom",
    "bandwidth_mbps": 50,
    "power": "grid",
    "power_hours": 24,
    "site_consent": "letter",
    "maintainer": "BUMDes",
}
"""What is filled in once a site was surveyed."""


@pytest.fixture(scope="module")
def plan(running_server: RunningServer) -> list[str]:
    """The names of the hotspots of one published plan; one is markup."""
    names = ["Kantor Desa Satu", "Kantor Desa Dua", MARKUP]
    points = [
        hotspot_at(running_server.office(), name=name, status=status, **_SURVEYED)
        for name, status in zip(names, ("proposed", "surveyed", "proposed"))
    ]
    answer = running_server.publish(running_server.document(points))
    assert answer["outcome"] == "published", answer
    return names


@pytest.fixture(scope="module")
def browser(running_server: RunningServer, plan: list[str]) -> Iterator[Chromium]:
    """Chromium, signed in as a reader."""
    with Chromium() as started:
        started.sign_in("paser.reader", running_server.account("paser.reader")["token"])
        yield started


def assert_whole(browser: Chromium, server: RunningServer) -> None:
    """Assert that the page said nothing in the console and fetched all it asked for from us."""
    assert browser.complaints() == []
    asked = browser.requests()
    assert asked
    assert [one for one in asked if one[1] not in ("200", "304")] == []
    assert [one for one in asked if not one[0].startswith((server.url, "data:"))] == []


def count(server: RunningServer) -> int:
    answer = server.session("paser.reader").get(
        f"{server.url}/collections/hotspots/items", params={"f": "json", "limit": 1}, timeout=30
    )
    return int(answer.json()["numberMatched"])


@pytest.mark.parametrize(("language", "size"), [("en", WIDE), ("id", PHONE)])
def test_the_front_page_shows_every_hotspot_on_the_map_with_a_legend(
    browser: Chromium,
    running_server: RunningServer,
    repository: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    browser.resize(size)
    browser.open(f"{running_server.url}/?lang={language}", READY)

    total = count(running_server)
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, "path.hotspot")) == total
    assert browser.texts("#figures dd")[0] == str(total)
    assert "144" in browser.texts("#figures dd")[1]
    legend = " ".join(browser.texts("#legend .sign"))
    words = {"en": ("Proposed", "Village boundaries"), "id": ("Diusulkan", "Batas desa")}
    assert all(word in legend for word in words[language])
    assert browser.run("return document.title") != "run"
    assert browser.run("return document.querySelectorAll('img[src=x]').length") == 0
    # Nothing hangs over the edge, on a phone neither.
    assert browser.run("return document.documentElement.scrollWidth") <= size[0]
    assert PASER in " ".join(browser.texts("#list .quiet-text"))
    assert_whole(browser, running_server)
    _assert_popup_inside(browser)
    width = "phone" if size == PHONE else "wide"
    browser.picture(repository / "build" / "pictures" / f"front-{language}-{width}.png")


def _assert_popup_inside(browser: Chromium) -> None:
    """Assert that a hotspot chosen in the list is told within the map, beside its buttons."""
    browser.driver.find_element(By.CSS_SELECTOR, "#list button").click()
    browser.wait(".leaflet-popup .popup h3")
    WebDriverWait(browser.driver, 5).until(
        lambda driver: driver.execute_script(
            "const box = (one) => document.querySelector(one).getBoundingClientRect();"
            "const map = box('#map'), told = box('.leaflet-popup'), zoom = box('.leaflet-bar');"
            "return told.left >= zoom.right && told.right <= map.right && told.top >= map.top"
            " && told.bottom <= map.bottom"
        )
    )


def test_a_name_that_is_markup_is_shown_as_it_was_written(
    browser: Chromium, running_server: RunningServer, plan: list[str]
) -> None:
    browser.resize(WIDE)
    browser.open(f"{running_server.url}/?lang=en", READY)

    _search(browser, "onerror")
    WebDriverWait(browser.driver, 5).until(lambda _: browser.texts("#list strong") == [MARKUP])
    browser.driver.find_element(By.CSS_SELECTOR, "#list button").click()
    browser.wait(".leaflet-popup .popup h3")

    assert browser.texts("#list strong") == [MARKUP]
    assert browser.run("return document.querySelector('.popup h3').textContent") == MARKUP
    assert browser.run("return document.title") != "run"
    details = browser.driver.find_element(By.CSS_SELECTOR, ".popup a").get_attribute("href")
    browser.open(str(details), READY)
    assert browser.texts("h1") == [MARKUP]
    assert_whole(browser, running_server)


def test_the_plan_is_read_by_keyboard_alone(
    browser: Chromium, running_server: RunningServer, plan: list[str]
) -> None:
    browser.resize(WIDE)
    browser.open(f"{running_server.url}/?lang=en", READY)
    body = browser.driver.find_element(By.TAG_NAME, "body")

    body.send_keys(Keys.TAB)
    assert browser.run("return document.activeElement.className") == "skip"
    _search(browser, "kantor desa dua")
    reached = set()
    for _ in range(25):
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        where = browser.run(
            "const one = document.activeElement;"
            "return one.id || one.name || one.closest('[id]')?.id || one.tagName"
        )
        reached.add(where)
        if where == "list":
            break
    assert {"agency", "status", "map", "list"} <= reached
    before = browser.run("return document.querySelector('.leaflet-popup') === null")
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    browser.wait(".leaflet-popup .popup h3")
    assert before
    # By its content: the pop-up fades in, and what is still faint has no text to a driver.
    opened = browser.run("return document.querySelector('.popup').textContent")
    assert "Kantor Desa Dua" in opened
    assert "Surveyed" in opened
    # The map has the keyboard now: Escape closes what it opened.
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert browser.run("return document.activeElement.id") == "map"


def test_choices_narrow_map_list_and_figures_together(
    browser: Chromium, running_server: RunningServer, plan: list[str]
) -> None:
    browser.resize(WIDE)
    browser.open(f"{running_server.url}/?lang=id", READY)
    total = count(running_server)

    browser.run(
        "const form = document.getElementById('filters');"
        "form.elements.status.value = 'surveyed';"
        "form.dispatchEvent(new Event('input', {bubbles: true}));"
    )
    surveyed = len(browser.driver.find_elements(By.CSS_SELECTOR, "path.hotspot"))

    assert 1 <= surveyed < total
    assert browser.texts("#figures dd")[0] == str(surveyed)
    assert f"dari {total}" in browser.texts("#count")[0]
    assert browser.texts("#legend .sign")[0] == "Disurvei"
    browser.driver.find_element(By.CSS_SELECTOR, "#filters button").click()
    browser.wait(f"path.hotspot:nth-of-type({surveyed + 1})")
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, "path.hotspot")) == total


@pytest.mark.parametrize(
    ("path", "ready"),
    [
        ("/collections/hotspots/items", READY),
        ("/collections/villages/items?limit=20", READY),
        ("/collections/blank_spots/items", READY),
        ("/collections/funding_sources/items", "table"),
        ("/openapi", "#addresses:not([hidden]) td"),
    ],
)
def test_every_other_page_is_whole_too(
    browser: Chromium, running_server: RunningServer, repository: Path, path: str, ready: str
) -> None:
    browser.resize(PHONE)
    sign = "&" if "?" in path else "?"

    browser.open(f"{running_server.url}{path}{sign}lang=id", ready)

    assert browser.run("return document.documentElement.scrollWidth") <= PHONE[0]
    assert browser.run("return document.documentElement.lang") == "id"
    # The other language is the same page.
    other = browser.driver.find_element(By.CSS_SELECTOR, "a[data-language=en]")
    assert path.split("?")[0] in str(other.get_attribute("href"))
    assert_whole(browser, running_server)
    name = path.split("?")[0].strip("/").replace("/", "-")
    browser.picture(repository / "build" / "pictures" / f"{name}-id-phone.png")


def test_whoever_may_not_read_is_told_where_to_sign_in(
    browser: Chromium, running_server: RunningServer
) -> None:
    browser.sign_out()

    # A closed server answers a browser with a page of its own.
    browser.open(f"{running_server.url}/?lang=id")

    assert browser.texts("h1") == ["Masuk dahulu untuk melihat ini"]
    link = browser.driver.find_element(By.CSS_SELECTOR, "main a.button")
    assert str(link.get_attribute("href")).endswith("/sign-in?lang=id")


def test_one_sign_in_holds_for_every_page(browser: Chromium, running_server: RunningServer) -> None:
    account = running_server.account("paser.reader")
    browser.send_as_it_is()
    # What a person types into the browser's own window for the sign-in.
    typed = f"https://{account['user']}:{account['token']}@"

    browser.open(f"{running_server.url.replace('https://', typed)}/sign-in?lang=id", READY)
    total = count(running_server)
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, "path.hotspot")) == total

    browser.open(f"{running_server.url}/collections/villages/items?limit=5&lang=id", READY)
    assert len(browser.texts("tbody tr")) == 5
    assert_whole(browser, running_server)


def _search(browser: Chromium, text: str) -> None:
    field = browser.driver.find_element(By.CSS_SELECTOR, "#filters [name=text]")
    field.clear()
    field.send_keys(text)
