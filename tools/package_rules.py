# SPDX-License-Identifier: GPL-2.0-or-later
"""What QGIS's plugin repository asks of an uploaded zip before it looks at the code.

The rules are those of the repository's own validator and file analysis; ours are stricter where
that costs nothing: a smaller zip, plain files alone, every field filled. Whether the addresses in
the metadata answer is not asked here: that is known only on the day of the upload.
"""

from __future__ import annotations

import configparser
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlparse

LARGEST_BYTES = 5_000_000
"""Villages install this over mobile data; QGIS's plugin repository itself allows 25 MB."""

REQUIRED_FIELDS = (
    *("name", "description", "version", "qgisMinimumVersion", "author", "email", "about"),
    *("tracker", "repository", "homepage", "license", "changelog"),
)
BOOLEAN_FIELDS = ("experimental", "deprecated", "server", "supportsQt6")
ADDRESSES = ("tracker", "repository", "homepage")
_TOP_FOLDER = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
_VERSION = re.compile(r"\d+\.\d+(\.\d+)?")
_FORBIDDEN_FOLDERS = {"__MACOSX", "__pycache__"}
_FORBIDDEN_KINDS = {
    *(".pyc", ".pyo", ".pyd", ".so", ".dll", ".dylib", ".exe", ".com", ".msi", ".jar"),
    *(".sh", ".bat", ".cmd", ".ps1", ".pem", ".key", ".zip"),
}
_PROGRAM_BEGINNINGS = (b"\x7fELF", b"MZ", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How programs of Linux, Windows and macOS begin, whatever their names."""
_PLAIN_FILE = 0o100000
_ANY_EXECUTABLE, _TYPE_OF_FILE = 0o111, 0o170000


def package_faults(path: Path) -> list[str]:
    """Return a sentence for each rule that the zip at `path` breaks; an empty list is good."""
    faults = []
    if path.stat().st_size >= LARGEST_BYTES:
        faults.append(
            f"The zip has {path.stat().st_size:,} bytes; it must have fewer than {LARGEST_BYTES:,}."
        )
    try:
        with zipfile.ZipFile(path) as package:
            damaged = package.testzip()
            if damaged is not None:
                return [*faults, f"{damaged} is damaged."]
            faults += _folder_faults(package)
            for entry in package.infolist():
                faults += _entry_faults(package, entry)
            faults += _metadata_faults(package)
    except zipfile.BadZipFile as error:
        faults.append(f"It cannot be unzipped: {error}.")
    return faults


def _folder_faults(package: zipfile.ZipFile) -> Iterator[str]:
    names = package.namelist()
    if len(set(names)) != len(names):
        yield "A name occurs twice in the zip."
    folders = {name.split("/")[0] for name in names}
    if len(folders) != 1 or any("/" not in name for name in names):
        yield f"Everything must lie in one folder; found {', '.join(sorted(folders))}."
        return
    folder = folders.pop()
    if not _TOP_FOLDER.fullmatch(folder):
        yield f"The folder {folder!r} cannot be imported by Python."
    for needed in ("__init__.py", "metadata.txt", "LICENSE"):
        if f"{folder}/{needed}" not in names:
            yield f"{folder}/{needed} is missing."


def _entry_faults(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[str]:
    name = entry.filename
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name:
        yield f"{name} is no name below the plugin's folder."
    if any(part.startswith(".") for part in parts):
        yield f"{name} is hidden."
    if _FORBIDDEN_FOLDERS.intersection(parts):
        yield f"{name} lies in a folder that only one machine needs."
    if PurePosixPath(name).suffix.lower() in _FORBIDDEN_KINDS:
        yield f"{name} is of a kind that plugins may not hold."
    mode = entry.external_attr >> 16
    if entry.is_dir() or mode & _TYPE_OF_FILE not in (0, _PLAIN_FILE):
        yield f"{name} is no plain file."
    elif mode & _ANY_EXECUTABLE:
        yield f"{name} may be executed; plugins hold nothing to execute."
    elif package.read(entry)[:4].startswith(_PROGRAM_BEGINNINGS):
        yield f"{name} is a compiled program."


def _metadata_faults(package: zipfile.ZipFile) -> Iterator[str]:
    found = [name for name in package.namelist() if name.count("/") == 1]
    path = next((name for name in found if name.endswith("/metadata.txt")), None)
    if path is None:
        return
    # With interpolation, as the repository reads it: a lone per cent sign refuses the upload.
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        text = package.read(path).decode("utf-8")
        parser.read_string(text)
        metadata = dict(parser.items("general"))
    except (UnicodeDecodeError, configparser.Error) as error:
        yield f"metadata.txt cannot be read: {error}"
        return
    if "%" in text:
        yield "metadata.txt holds a per cent sign, which the repository takes for a variable."
    yield from _field_faults(metadata)
    folder = path.split("/")[0]
    icon = metadata.get("icon", "")
    if f"{folder}/{icon}" not in package.namelist():
        yield f"The icon {icon!r} of metadata.txt is not in the zip."


def _field_faults(metadata: dict[str, str]) -> Iterator[str]:
    for field in REQUIRED_FIELDS:
        if not metadata.get(field, "").strip():
            yield f"metadata.txt has no {field}."
    for field in BOOLEAN_FIELDS:
        if metadata.get(field, "False") not in ("True", "False"):
            yield f"{field} in metadata.txt is neither True nor False."
    for field in ("version", "qgisMinimumVersion", "qgisMaximumVersion"):
        if not _VERSION.fullmatch(metadata.get(field, "0.0")):
            yield f"{field} in metadata.txt is no version: {metadata[field]}."
    for field in ADDRESSES:
        address = urlparse(metadata.get(field, ""))
        if address.scheme != "https" or "." not in address.netloc or not address.path.strip("/"):
            yield f"{field} in metadata.txt is no address of a page: {metadata.get(field)}."
    if "/" in metadata.get("author", ""):
        yield "The author in metadata.txt has a slash."
