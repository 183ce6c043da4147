# SPDX-License-Identifier: GPL-2.0-or-later
"""Every page stands on this server alone, holds no script, and is in both languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pygeoapi
import pytest
import requests

from server.paser import hotspot_at
from server.running import RunningServer
from tools.make_page_terms import files
from village_internet_plugin.domain.resources import resource_path

pytestmark = pytest.mark.server
WEB = resource_path("server", "web")
MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
UNREACHABLE = {
    # No resource of these kinds is configured; whoever asks for one gets exception.html.
    "admin/index.html",
    "collections/edr/instance.html",
    "collections/edr/instances.html",
    "collections/edr/query.html",
    "collections/map/metadata.html",
    "collections/tiles/index.html",
    "collections/tiles/metadata.html",
    "stac/catalog.html",
    "stac/collection.html",
    "stac/collection_base.html",
    "stac/item.html",
    # Refused by pages.py.
    "tilematrixsets/index.html",
    "tilematrixsets/tilematrixset.html",
}
_LIST_ROUTES = """
from pygeoapi.flask_app import APP
import json
print(json.dumps([rule.rule for rule in APP.url_map.iter_rules() if "GET" in rule.methods]))
"""


class PageParts(HTMLParser):
    """Collects what a page loads, and what it must not hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.forbidden: list[str] = []
        self.language = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        (self.links if tag == "a" else self.loads).extend(
            values[name] for name in ("src", "href", "action", "data") if name in values
        )
        if (tag == "script" and "src" not in values) or tag in ("style", "iframe", "object"):
            self.forbidden.append(tag)
        self.forbidden += [name for name in values if name.startswith("on") or name == "style"]


@pytest.fixture(scope="module")
def hostile(running_server: RunningServer) -> str:
    """The id of a published hotspot whose every text that may be free is markup."""
    point = hotspot_at(running_server.office(), name=MARKUP, provider=MARKUP, notes=MARKUP)
    answer = running_server.publish(running_server.document([point]))
    assert answer["outcome"] == "published", answer
    return point.hotspot_id


@pytest.fixture(scope="module")
def addresses(running_server: RunningServer, hostile: str) -> list[str]:
    """Every address of pygeoapi that can be read, with something for each part of it."""
    folder = running_server.folder / "server"
    listed = subprocess.run(
        [sys.executable, "-c", _LIST_ROUTES],
        env={
            **os.environ,
            "PYGEOAPI_CONFIG": str(folder / "pygeoapi.yml"),
            "PYGEOAPI_OPENAPI": str(folder / "openapi.json"),
        },
        stdout=subprocess.PIPE,
        check=True,
    )
    values = {
        "collection_id": "hotspots",
        "item_id": hostile,
        "process_id": "publish-plan",
        "tileMatrixSetId": "WebMercatorQuad",
        "filename": "page.css",
    }
    routes = [
        re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values.get(part.group(1), "1"), rule)
        for rule in json.loads(listed.stdout)
    ]
    others = ("villages", "village_outlines", "blank_spots", "funding_sources", "revisions")
    more = [f"/collections/{one}{part}" for one in others for part in ("", "/items")]
    return sorted({*routes, *more, "/openapi?ui=redoc", "/collections/none", "/nothing"})


def pages(
    server: RunningServer, session: requests.Session, addresses: list[str]
) -> Iterator[tuple[str, requests.Response]]:
    for address in addresses:
        sign = "&" if "?" in address else "?"
        answer = session.get(f"{server.url}{address}{sign}f=html&lang=id", timeout=30)
        if answer.headers["Content-Type"].startswith("text/html"):
            yield address, answer


def test_no_page_needs_another_server_or_runs_a_script_within_it(
    running_server: RunningServer, addresses: list[str]
) -> None:
    seen = {}
    for address, answer in pages(running_server, running_server.session("paser.reader"), addresses):
        assert answer.status_code < 500, (address, answer.text)
        parts = PageParts(answer.text)
        seen[address] = parts
        assert parts.forbidden == [], address
        outside = [
            one
            for one in parts.loads + parts.links
            if re.match(r"(\w+:)?//", one) and not one.startswith(running_server.url)
        ]
        assert outside == [], address
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"], address
        assert "unsafe" not in answer.headers["Content-Security-Policy"], address
        assert MARKUP not in answer.text, address
        assert "<img src=x" not in answer.text, address
    assert len(seen) >= 30
    loaded = {one for parts in seen.values() for one in parts.loads if "/static/" in one}
    for one in loaded:
        there = running_server.session("paser.reader").get(running_server.url + one, timeout=30)
        assert there.status_code == 200, one


def test_strangers_see_pages_of_what_is_open_and_a_page_that_asks_to_sign_in(
    running_server: RunningServer, addresses: list[str], hostile: str
) -> None:
    assert running_server.administer("open-collection", "hotspots") == 0
    stranger = requests.Session()
    stranger.trust_env, stranger.verify = False, running_server.ca
    try:
        _wait(running_server, stranger, 200)
        found = dict(pages(running_server, stranger, addresses))
        static = stranger.get(f"{running_server.url}/static/page.css", timeout=30)
    finally:
        assert running_server.administer("close-collection", "hotspots") == 0
        _wait(running_server, stranger, 401)

    assert static.status_code == 200
    assert {found[one].status_code for one in ("/", "/collections", "/collections/hotspots")} == {
        200
    }
    assert found[f"/collections/hotspots/items/{hostile}"].status_code == 200
    closed = found["/collections/villages/items"]
    assert closed.status_code == 401
    assert closed.headers["WWW-Authenticate"].startswith("Basic")
    assert "Masuk dahulu" in closed.text
    for address, answer in found.items():
        assert PageParts(answer.text).forbidden == [], address
        assert "Content-Security-Policy" in answer.headers, address


def _wait(server: RunningServer, stranger: requests.Session, status: int) -> None:
    """Return when every worker answers a stranger with `status`: each looks every five seconds."""
    give_up = time.monotonic() + 20
    same = 0
    while same < 16:
        answer = stranger.get(f"{server.url}/collections/hotspots?f=json", timeout=30)
        same = same + 1 if answer.status_code == status else 0
        assert time.monotonic() < give_up
        time.sleep(0.02)


def test_a_script_that_asks_opens_no_sign_in_window(running_server: RunningServer) -> None:
    answer = requests.get(
        f"{running_server.url}/collections/hotspots/items",
        params={"f": "json"},
        headers={"X-Requested-With": "page"},
        verify=running_server.ca,
        timeout=30,
    )

    assert answer.status_code == 401
    assert "WWW-Authenticate" not in answer.headers


def test_programs_are_told_of_failures_in_json_and_browsers_on_a_page(
    running_server: RunningServer,
) -> None:
    session = running_server.session("paser.reader")
    address = f"{running_server.url}/collections/hotspots/items?bbox=nan,0,1,1&lang=id"

    program = session.get(address, timeout=30)
    browser = session.get(address, headers={"Accept": "text/html,*/*;q=0.8"}, timeout=30)

    assert "empat bilangan" in program.json()["description"]
    assert (program.status_code, browser.status_code) == (400, 400)
    assert '<p class="notice" lang="id">bbox adalah empat bilangan' in browser.text
    assert PageParts(browser.text).language == "id"


def test_signing_in_leads_to_the_front_page_and_nowhere_else(running_server: RunningServer) -> None:
    session = running_server.session("paser.reader")

    answer = session.get(
        f"{running_server.url}/sign-in?lang=id&next=//elsewhere.example",
        allow_redirects=False,
        timeout=30,
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] in ("/?lang=id", f"{running_server.url}/?lang=id")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Skip to the content", "Not told")), ("id", ("Langsung ke isi", "tidak diisi"))],
)
def test_pages_are_in_the_language_asked_for(
    running_server: RunningServer, hostile: str, language: str, words: tuple[str, str]
) -> None:
    answer = running_server.session("paser.reader").get(
        f"{running_server.url}/collections/hotspots/items/{hostile}",
        params={"lang": language},
        headers={"Accept": "text/html"},
        timeout=30,
    )

    assert PageParts(answer.text).language == language
    for word in words:
        assert word.lower() in answer.text.lower()


def test_we_have_a_page_for_each_of_pygeoapis() -> None:
    """A missing one would silently be pygeoapi's, which loads from elsewhere."""
    theirs_folder = Path(str(pygeoapi.__file__)).parent / "templates"
    theirs = {str(one.relative_to(theirs_folder)) for one in theirs_folder.rglob("*.html")}
    templates = WEB / "templates"
    ours = {str(one.relative_to(templates)) for one in templates.rglob("*.html")}

    assert theirs - ours == UNREACHABLE
    assert {one for one in ours - theirs if not Path(one).name.startswith("_")} == set()


def test_templates_pass_no_text_on_unescaped() -> None:
    for template in (WEB / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|to_json", text), template


def test_scripts_make_no_markup_of_text() -> None:
    for script in (WEB / "static").glob("*.js"):
        text = script.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_scripts_say_the_same_in_both_languages() -> None:
    text = (WEB / "static" / "words.js").read_text("utf-8")
    english, indonesian = (
        dict(re.findall(r'^    (\w+): "(.*)",$', part, re.MULTILINE))
        for part in (text.split("  id: {")[0], text.split("  id: {")[1])
    )

    assert english.keys() == indonesian.keys()
    assert len(english) > 20
    for key, words in english.items():
        assert sorted(re.findall(r"\{\w+\}", words)) == sorted(
            re.findall(r"\{\w+\}", indonesian[key])
        )


@pytest.mark.parametrize(("path", "text"), files().items())
def test_columns_and_values_are_called_as_in_qgis(repository: Path, path: str, text: str) -> None:
    assert (repository / path).read_text("utf-8") == text, "run `python -m tools.make_page_terms`"
