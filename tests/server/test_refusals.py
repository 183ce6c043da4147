# SPDX-License-Identifier: GPL-2.0-or-later
"""What pygeoapi itself refuses is told in a sentence, in the language of whoever asks."""

from __future__ import annotations

import pytest
import requests
from flask import Flask, g

from server.running import RunningServer
from village_internet_plugin.server.refusals import in_words

pytestmark = pytest.mark.server

REFUSED = [
    ("/collections/no_such/items", 404, "no such collection", "Koleksi itu tidak ada"),
    ("/collections/hotspots/items/no-such", 404, "nothing of that name", "Tidak ada yang bernama"),
    ("/collections/hotspots/items?limit=0", 400, "limit is a whole", "limit adalah bilangan"),
    ("/collections/hotspots/items?offset=-1", 400, "offset is a whole", "offset adalah bilangan"),
    ("/collections/hotspots/items?sortby=nothing", 400, "sortby names a column", "sortby menyebut"),
    ("/collections/hotspots/items?properties=x", 400, "names a column", "menyebut kolom"),
    ("/collections/hotspots/items?bbox=1,2,3,1", 400, "south is to be less", "nilai selatan"),
    ("/collections/hotspots/items?filter=year%3D%3D", 400, "filter cannot be", "Filter tidak"),
    ("/collections/hotspots/items?f=no_such", 400, "format asked for", "format yang diminta"),
    ("/collections/hotspots/items?crs=http://x", 400, "cannot do", "tidak dapat memenuhi"),
    ("/processes/no-such", 404, "nothing of that name", "Tidak ada yang bernama"),
]  # fmt: skip


def refused(server: RunningServer, path: str, language: str, form: str) -> requests.Response:
    return server.session("paser.reader").get(
        server.url + path, timeout=30, headers={"Accept-Language": language, "Accept": form}
    )


@pytest.mark.parametrize(("path", "status", "english", "indonesian"), REFUSED)
def test_a_refusal_is_a_sentence_in_the_readers_language(
    running_server: RunningServer, path: str, status: int, english: str, indonesian: str
) -> None:
    for language, words in (("en", english), ("id", indonesian), ("id-ID,en;q=0.5", indonesian)):
        answer = refused(running_server, path, language, "application/json")
        assert answer.status_code == status
        told = answer.json()
        assert words in told["description"]
        assert told["description"].endswith(".")
        assert told["code"]


@pytest.mark.parametrize(("language", "words"), [("en", REFUSED[0][2]), ("id", REFUSED[0][3])])
def test_a_page_of_a_refusal_is_in_its_readers_language(
    running_server: RunningServer, language: str, words: str
) -> None:
    answer = refused(running_server, "/collections/no_such/items", language, "text/html")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert words in answer.text
    assert f'<p class="notice" lang="{language}">' in answer.text
    assert f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize(
    ("path", "user", "words"),
    [
        ("/collections/hotspots/items?bbox=1", "paser.reader", "bbox adalah empat bilangan"),
        ("/collections/hotspots/items?year=x", "paser.reader", "mintalah bilangan bulat"),
        ("/no/such/page", "paser.reader", "Tidak ada apa pun"),
        ("/collections", None, "Masuk dengan akun dan tokennya"),
    ],
)
def test_our_own_refusals_of_reading_are_in_it_too(
    running_server: RunningServer, path: str, user: str | None, words: str
) -> None:
    session = running_server.session(user) if user else requests.Session()
    session.trust_env, session.verify = False, running_server.ca
    for headers, query in (({"Accept-Language": "id"}, ""), ({"Accept": "text/html"}, "lang=id")):
        address = f"{running_server.url}{path}{'&' if '?' in path else '?'}{query}"
        answer = session.get(address, headers=headers, timeout=30)
        assert words in answer.text
        assert '<p class="notice" lang="en">' not in answer.text


def test_what_is_not_known_is_told_as_what_it_means() -> None:
    with Flask("refusing").app_context():
        g.request_number = "abc123"
        assert "abc123" in in_words("generic error (check logs)", 500, "id")
        assert "check logs" not in in_words("generic error (check logs)", 500, "en")
        assert in_words("gone", 404, "id").startswith("Yang diminta")
        assert "(odd thing)" in in_words("odd thing", 400, "id")


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "Script-Name"])
def test_no_header_moves_the_server_to_another_path(
    running_server: RunningServer, name: str
) -> None:
    answer = requests.get(
        f"{running_server.url}/health",
        headers={name: "/elsewhere"},
        verify=running_server.ca,
        timeout=30,
    )
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
