# SPDX-License-Identifier: GPL-2.0-or-later
"""Refuses a package's project or style that would run something or fetch something from elsewhere.

QGIS runs what a project brings along: macros, functions for expressions, code of forms, actions.
And it fetches what the project names: layers, pictures, signs. A survey needs none of it; all it
shows lies in the package itself.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from qgis.PyQt.QtCore import QXmlStreamReader

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words

MAX_PROJECT_BYTES = 64_000_000
"""The largest project or style, unpacked; one of this plugin takes 0.3 MB."""
_MAX_ENTRIES = 10
_ENTRY = re.compile(r"[^/\\:]+(?:\.qgs|\.qgd|_styles\.db|_attachments\.zip)", re.IGNORECASE)
"""What QGIS itself packs: the project, its auxiliary storage, its styles and attachments."""

_RUNS = Words(
    "{path} was not opened: its project or a style brings {what}, which QGIS would run. Ask "
    "whoever sent it to remove that, or for the package as it was exported.",
    "{path} tidak dibuka: proyek atau gayanya membawa {what}, yang akan dijalankan QGIS. Minta "
    "pengirim menghapusnya, atau minta paket seperti saat diekspor.",
)
_FETCHES = Words(
    "{path} was not opened: its project or a style refers to {what}, outside the package. Ask "
    "whoever sent it to remove that layer or picture from the package's project.",
    "{path} tidak dibuka: proyek atau gayanya merujuk ke {what}, di luar paket. Minta pengirim "
    "menghapus layer atau gambar itu dari proyek dalam paket.",
)
_NO_PROJECT = Words(
    "{path} was not opened: its project cannot be read ({reason}). Ask for the package once more.",
    "{path} tidak dibuka: proyeknya tidak dapat dibaca ({reason}). Minta paket itu sekali lagi.",
)
_NOT_UNPACKED = Words("it is not packed as QGIS packs it", "tidak dikemas seperti cara QGIS")
_BOMB = Words(
    f"unpacked it is larger than {MAX_PROJECT_BYTES} bytes",
    f"setelah dibuka lebih besar dari {MAX_PROJECT_BYTES} bita",
)
_STRANGE_ENTRY = Words("it holds the file {name}", "memuat berkas {name}")
_NO_XML = Words("it is no valid XML", "bukan XML yang sah")

_CODE_TEXTS = {
    "pythonCode": Words("macros or functions in Python", "makro atau fungsi Python"),
    "editforminitcode": Words("Python code of a form", "kode Python formulir"),
    "editforminitfilepath": Words("Python code of a form", "kode Python formulir"),
    "editform": Words("a form of its own", "formulir sendiri"),
}
"""Elements whose text QGIS runs or loads."""
_CODE_ELEMENTS = {
    "actionsetting": Words("an action", "aksi"),
    "attributeEditorAction": Words("an action in a form", "aksi dalam formulir"),
    "attributeEditorHtmlElement": Words("HTML in a form", "HTML dalam formulir"),
    "attributeEditorQmlElement": Words("QML in a form", "QML dalam formulir"),
}
"""Elements that are refused whatever they hold."""
_FORM_CODE = Words("Python code of a form", "kode Python formulir")
_SCRIPT = Words("a script", "skrip")
_ENTITIES = Words("definitions of its own", "definisi sendiri")
_HARMLESS_WIDGETS = frozenset(
    {"", "Hidden", "TextEdit", "ValueMap", "ValueRelation", "RelationReference", "Range"}
    | {"DateTime", "CheckBox", "UniqueValues", "UuidGenerator", "Classification", "Enumeration"}
    | {"Color", "KeyValue", "List", "JsonEdit", "Binary", "ExternalResource", "Geometry"}
)
_WIDGET = Words("a form's field of kind {kind}", "isian formulir berjenis {kind}")

_ELSEWHERE = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]*://|data:|base64:|file:|/vsi|\\\\|[a-z]:[\\/]|/[^/\s<>]+/|~[\\/])"
    r"|(?:^|.*[\\/=|\s'\"])\.\.[\\/]"
    r"|.*\b(?:url|host|service|dbname)\s*=",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPTS = re.compile(r"<\s*(?:script|iframe|object|embed)|javascript:|\bon\w+\s*=\s*[\"']", re.I)
_PLACES = frozenset({"datasource", "source", "file", "layersource", "referencedlayerdatasource"})
"""Elements and attributes that always name a place."""
_OWN_LAYER = re.compile(r"\./[^/\\|]+\.gpkg(?:\|layer(?:name|id)=[^|]*)?(?:\|[a-z]+=[^|]*)*")


def require_harmless_project(path: Path, content: object) -> None:
    """Raise InputError unless a value of `qgis_projects` is a project that does no harm."""
    for text in _unpacked(path, content):
        _require_harmless_markup(path, text, is_project=True)


def require_harmless_style(path: Path, text: object) -> None:
    """Raise InputError unless a value of `layer_styles` is a style that does no harm."""
    data = text if isinstance(text, bytes) else str(text).encode("utf-8", "replace")
    _require_harmless_markup(path, data, is_project=False)


def _unpacked(path: Path, content: object) -> Iterator[bytes]:
    """Yield the project's files of markup, out of a zip in hexadecimal text as QGIS keeps it."""
    try:
        text = content.decode("ascii") if isinstance(content, bytes) else str(content)
        container = zipfile.ZipFile(io.BytesIO(bytes.fromhex(text)))
    except (ValueError, zipfile.BadZipFile) as error:
        raise _unreadable(path, _NOT_UNPACKED) from error
    with container:
        entries = container.infolist()
        for entry in entries:
            is_link = stat.S_ISLNK(entry.external_attr >> 16)
            if is_link or entry.flag_bits & 1 or not _ENTRY.fullmatch(entry.filename):
                shown = _STRANGE_ENTRY.filled(name=repr(entry.filename[:80]))
                raise _unreadable(path, shown)
        if len(entries) > _MAX_ENTRIES or sum(one.file_size for one in entries) > MAX_PROJECT_BYTES:
            raise _unreadable(path, _BOMB)
        for entry in entries:
            if entry.filename.lower().endswith(".qgs"):
                yield _read(path, container, entry)


def _read(path: Path, container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack no more than is allowed, whatever the entry says of its size."""
    try:
        with container.open(entry) as packed:
            data = packed.read(MAX_PROJECT_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _unreadable(path, _NOT_UNPACKED) from error
    if len(data) > MAX_PROJECT_BYTES:
        raise _unreadable(path, _BOMB)
    return data


def _unreadable(path: Path, reason: Words) -> InputError:
    return InputError(_NO_PROJECT.filled(path=path, reason=reason))


def _require_harmless_markup(path: Path, data: bytes, is_project: bool) -> None:
    reader = QXmlStreamReader(data)
    element, text = "", ""
    while not reader.atEnd():
        reader.readNext()
        if reader.isDTD() and reader.entityDeclarations():
            raise InputError(_RUNS.filled(path=path, what=_ENTITIES))
        if reader.isStartElement():
            _require_harmless_text(path, element, text, is_project)
            element, text = reader.name(), ""
            found = {each.name(): each.value() for each in reader.attributes()}
            _require_harmless_element(path, element, found, is_project)
        elif reader.isCharacters():
            text += reader.text()
        elif reader.isEndElement():
            _require_harmless_text(path, element, text, is_project)
            element, text = "", ""
    if reader.hasError():
        raise _unreadable(path, _NO_XML)


def _require_harmless_element(
    path: Path, element: str, attributes: dict[str, str], is_project: bool
) -> None:
    if element in _CODE_ELEMENTS:
        raise InputError(_RUNS.filled(path=path, what=_CODE_ELEMENTS[element]))
    if element == "editWidget" and attributes.get("type", "") not in _HARMLESS_WIDGETS:
        kind = _WIDGET.filled(kind=repr(attributes["type"][:40]))
        raise InputError(_RUNS.filled(path=path, what=kind))
    for name, value in attributes.items():
        if name == "schemaLocation":
            # A name, not an address: nothing is fetched by it.
            continue
        if _SCRIPTS.search(value):
            raise InputError(_RUNS.filled(path=path, what=_SCRIPT))
        _require_inside(path, name, value, is_project)


def _require_harmless_text(path: Path, element: str, text: str, is_project: bool) -> None:
    told = text.strip()
    if not told:
        return
    if element in _CODE_TEXTS:
        raise InputError(_RUNS.filled(path=path, what=_CODE_TEXTS[element]))
    if element == "editforminitcodesource" and told != "0":
        raise InputError(_RUNS.filled(path=path, what=_FORM_CODE))
    if _SCRIPTS.search(told):
        raise InputError(_RUNS.filled(path=path, what=_SCRIPT))
    _require_inside(path, element, told, is_project)


def _require_inside(path: Path, name: str, value: str, is_project: bool) -> None:
    """Refuse a place outside the package; in a project, a layer's place is one of its tables."""
    is_place = name.lower() in _PLACES
    if is_place and is_project and value and not _OWN_LAYER.fullmatch(value):
        raise InputError(_FETCHES.filled(path=path, what=repr(value[:80])))
    if _ELSEWHERE.match(value):
        raise InputError(_FETCHES.filled(path=path, what=repr(value[:80])))
