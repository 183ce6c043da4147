# SPDX-License-Identifier: GPL-2.0-or-later
"""pygeoapi's own refusals, as sentences in the language of whoever asked.

pygeoapi refuses in English fragments ("bad sort property"). Those it gives for what our routes let
through are known here; another one is told as what its status means.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import g, request

from village_internet_plugin.domain.languages import LANGUAGES, Words

_SENTENCES = {
    "collection not found": Words(
        "There is no such collection here; /collections tells which there are.",
        "Koleksi itu tidak ada di sini; /collections menyebutkan koleksi yang ada.",
    ),
    "identifier not found": Words(
        "There is nothing of that name here.",
        "Tidak ada yang bernama demikian di sini.",
    ),
    "invalid format requested": Words(
        "This is not written in the format asked for; ask with f=json or f=html.",
        "Isi ini tidak tersedia dalam format yang diminta; mintalah dengan f=json atau f=html.",
    ),
    "offset value should be positive or zero": Words(
        "offset is a whole number from 0.", "offset adalah bilangan bulat mulai dari 0."
    ),
    "offset value should be an integer": Words(
        "offset is a whole number from 0.", "offset adalah bilangan bulat mulai dari 0."
    ),
    "limit value should be an integer": Words(
        "limit is a whole number from 1.", "limit adalah bilangan bulat mulai dari 1."
    ),
    "limit value should be strictly positive": Words(
        "limit is a whole number from 1.", "limit adalah bilangan bulat mulai dari 1."
    ),
    "miny should be less than maxy": Words(
        "In bbox=west,south,east,north the south is to be less than the north.",
        "Pada bbox=barat,selatan,timur,utara nilai selatan harus kurang dari nilai utara.",
    ),
    "minz should be less than maxz": Words(
        "In bbox the lower height is to stand before the upper one.",
        "Pada bbox ketinggian bawah harus mendahului ketinggian atas.",
    ),
    "bad sort property": Words(
        "sortby names a column this collection has not; compare it with its queryables.",
        "sortby menyebut kolom yang tidak ada pada koleksi ini; bandingkan dengan queryables-nya.",
    ),
    "unknown properties specified": Words(
        "The query names a column this collection has not; compare it with its queryables.",
        "Permintaan menyebut kolom yang tidak ada pada koleksi ini; bandingkan dengan "
        "queryables-nya.",
    ),
    "bad cql text": Words(
        "The filter cannot be read; compare a column with a value, such as filter=year=2026.",
        "Filter tidak dapat dibaca; bandingkan kolom dengan nilai, misalnya filter=year=2026.",
    ),
    "invalid filter language": Words(
        "Filters are written in CQL text here; say filter-lang=cql-text or leave it out.",
        "Filter di sini ditulis dalam CQL text; tulis filter-lang=cql-text atau hilangkan.",
    ),
    "bbox-crs specified without bbox parameter": Words(
        "bbox-crs says what bbox is given in; give bbox, too.",
        "bbox-crs menerangkan bbox; berikan juga bbox.",
    ),
    "bbox-crs specified but is empty": Words(
        "bbox-crs is empty; leave it out for degrees.",
        "bbox-crs kosong; hilangkan untuk memakai derajat.",
    ),
    "missing request data": Words(
        "The request to the process is empty; send its inputs as JSON.",
        "Permintaan kepada proses kosong; kirimkan masukannya sebagai JSON.",
    ),
    "invalid request data": Words(
        "The request to the process cannot be read; send its inputs as JSON.",
        "Permintaan kepada proses tidak dapat dibaca; kirimkan masukannya sebagai JSON.",
    ),
    "configured times should be rfc3339": Words(
        "The server's own times are not as they should be; tell its administrator.",
        "Waktu yang diatur di server keliru; beri tahu administratornya.",
    ),
}
"""By pygeoapi's own text, in small letters."""
_NOT_FOUND = Words("There is no such thing here.", "Yang diminta tidak ada di server ini.")
_NOT_UNDERSTOOD = Words(
    "The server cannot do what is asked for ({text}); compare it with /openapi.",
    "Server tidak dapat memenuhi permintaan itu ({text}); bandingkan dengan /openapi.",
)
_OTHERWISE = Words(
    "The server could not answer; tell its administrator the number of this request, {number}.",
    "Server tidak dapat menjawab; sampaikan nomor permintaan ini kepada administratornya: "
    "{number}.",
)


def language_asked_for() -> str:
    """Return the language the request at hand is to be answered in: what the page says, or else
    what the browser or the desktop prefers.
    """
    said = request.args.get("lang", "")[:2].lower()
    if said in LANGUAGES:
        return said
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def said(words: Words, **values: object) -> str:
    """Return what an answer says in the language it was asked for, and note which that was."""
    g.said_in = language_asked_for()
    return words.say(g.said_in, **values)


def in_words(text: str, status: int, language: str) -> str:
    """Return the sentence in `language` for a refusal of pygeoapi's."""
    known = _SENTENCES.get(text.strip().lower())
    if known is not None:
        return known.say(language)
    if status == HTTPStatus.NOT_FOUND:
        return _NOT_FOUND.say(language)
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _NOT_UNDERSTOOD.say(language, text=text.rstrip("."))
    return _OTHERWISE.say(language, number=g.get("request_number"))


def speak_to_people(api: Any) -> None:
    """Have `api`, pygeoapi's, refuse in sentences in the language of whoever asks."""
    from pygeoapi.api import FORMAT_TYPES, APIRequest
    from pygeoapi.util import render_j2_template, to_json

    def refuse(
        status: int, headers: dict[str, str], form: str | None, code: str, text: str
    ) -> tuple[dict[str, str], int, str]:
        asked_in = APIRequest.from_flask(request, api.locales).locale
        g.reason = code
        # Where a process is run, sentences are our own, and stay as they are.
        own = request.method == "POST" and text.endswith(".")
        sentence = text if own else in_words(text, status, asked_in.language)
        told = {"code": code, "type": code, "description": sentence}
        headers["Content-Language"] = str(asked_in).replace("_", "-")
        if form != "html":
            headers["Content-Type"] = "application/json"
            return headers, status, to_json(told, api.pretty_print)
        headers["Content-Type"] = FORMAT_TYPES["html"]
        # What is told is in the page's language, unlike the sentences of our own.
        data = {**told, "status": int(status), "language": asked_in.language}
        page = render_j2_template(
            api.tpl_config, api.config["server"]["templates"], "exception.html", data, asked_in
        )
        return headers, status, page

    api.get_exception = refuse
