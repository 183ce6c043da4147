# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds what is drawn to stored pictures: `assert_looks_like(widget, "findings-dock")`.

The stored pictures are `tests/pictures/<name>.png`. Where fonts and styles are others than those
they were made with (`tests/pictures/made-with.json`), a picture would differ without a fault: there
only its size, roughly, and that something is drawn on it are checked.

After a wanted change `make pictures` stores all of them anew; look at each before it is committed.
A failure leaves `<name>-actual.png` and `<name>-difference.png` in `build/pictures`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR, QCoreApplication
from qgis.PyQt.QtGui import QFontInfo, QGuiApplication, QImage
from qgis.PyQt.QtWidgets import QApplication, QWidget

REPOSITORY = Path(__file__).resolve().parents[1]
STORED = REPOSITORY / "tests" / "pictures"
BUILT = REPOSITORY / "build" / "pictures"
RENEW = "RENEW_PICTURES"
"""The variable of the environment that has pictures stored instead of compared."""

LEVELS = 40
"""By how much (of 255) a pixel may differ from the nearest of its neighbours."""
SHARE = 0.005
"""Which part of the pixels may differ by more."""
FEWEST_COLOURS = 4
"""An empty panel has its background, perhaps a frame, and nothing else."""
_OTHER_FONTS = 1.6
"""By which factor a size may differ where the fonts are others."""

Pixels = NDArray[np.int16]


def assert_looks_like(
    drawn: QWidget | QImage | Path, name: str, *, levels: int = LEVELS, share: float = SHARE
) -> None:
    """Fail unless `drawn` (a widget, an image, or a PNG file) looks like the stored picture.

    An edge may lie one pixel off: each pixel is held against the range of colours that the stored
    one has there and beside. More than `share` of the pixels outside of it by more than `levels`
    is a difference.
    """
    image = _image(drawn)
    pixels = _pixels(image)
    _require_something_drawn(pixels, name)
    stored = STORED / f"{name}.png"
    if os.environ.get(RENEW):
        _store(image, stored)
        return
    if not stored.is_file():
        _save(image, f"{name}-actual")
        raise AssertionError(f"no picture {name} is stored; look at it, then run `make pictures`")
    wanted = _pixels(QImage(str(stored)))
    if not _made_here():
        _require_like_size(pixels, wanted, name)
        return
    if pixels.shape != wanted.shape:
        _save(image, f"{name}-actual")
        raise AssertionError(f"{name} is {_size(pixels)}, the stored picture {_size(wanted)}")
    differing = _differing(pixels, wanted, levels)
    if differing.mean() > share:
        _save(image, f"{name}-actual")
        _save(_shown(pixels, differing), f"{name}-difference")
        told = f"{name} differs in {differing.mean():.2%} of its pixels from the stored picture"
        raise AssertionError(f"{told}; see {BUILT}")


def colours_of(image: QImage) -> int:
    """Return how many colours an image has."""
    pixels = _pixels(image).astype(np.uint32)
    return len(np.unique(pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]))


def _image(drawn: QWidget | QImage | Path) -> QImage:
    if isinstance(drawn, QWidget):
        return drawn.grab().toImage()
    return QImage(str(drawn)) if isinstance(drawn, Path) else drawn


def _pixels(image: QImage) -> Pixels:
    """Return the image as rows of pixels of red, green and blue."""
    as_bytes = image.convertToFormat(QImage.Format.Format_RGBA8888)
    bits = as_bytes.constBits()
    bits.setsize(as_bytes.sizeInBytes())
    rows = np.frombuffer(bytes(bits), np.uint8).reshape(as_bytes.height(), -1)
    return (
        rows[:, : 4 * as_bytes.width()].reshape(as_bytes.height(), -1, 4)[..., :3].astype(np.int16)
    )


def _differing(pixels: Pixels, wanted: Pixels, levels: int) -> NDArray[np.bool_]:
    """Return for each pixel whether neither picture has its colour near there in the other."""
    return _outside(pixels, wanted, levels) & _outside(wanted, pixels, levels)


def _outside(pixels: Pixels, of: Pixels, levels: int) -> NDArray[np.bool_]:
    height, width = of.shape[:2]
    around = np.pad(of, ((1, 1), (1, 1), (0, 0)), mode="edge")
    beside = [around[y : y + height, x : x + width] for y in range(3) for x in range(3)]
    low, high = np.min(beside, axis=0), np.max(beside, axis=0)
    far: NDArray[np.bool_] = ((pixels < low - levels) | (pixels > high + levels)).any(axis=2)
    return far


def _shown(pixels: Pixels, differing: NDArray[np.bool_]) -> QImage:
    """Return the picture pale, with what differs in red."""
    pale = 255 - (255 - pixels) // 4
    pale[differing] = (220, 0, 0)
    height, width = differing.shape
    data = np.ascontiguousarray(pale.astype(np.uint8)).tobytes()
    return QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _require_something_drawn(pixels: Pixels, name: str) -> None:
    colours = len(np.unique(pixels.reshape(-1, 3), axis=0))
    if colours < FEWEST_COLOURS:
        raise AssertionError(f"{name} is as good as empty: it has {colours} colours")


def _require_like_size(pixels: Pixels, wanted: Pixels, name: str) -> None:
    for here, there in zip(pixels.shape[:2], wanted.shape[:2]):
        if not 1 / _OTHER_FONTS <= here / there <= _OTHER_FONTS:
            raise AssertionError(f"{name} is {_size(pixels)}, the stored picture {_size(wanted)}")


def _size(pixels: Pixels) -> str:
    return f"{pixels.shape[1]} x {pixels.shape[0]}"


def _made_with() -> dict[str, Any]:
    """Return what decides how a widget is drawn here."""
    application = QCoreApplication.instance()
    style = application.style().objectName() if isinstance(application, QApplication) else ""
    return {
        "qgis": Qgis.QGIS_VERSION.split("-")[0],
        "qt": QT_VERSION_STR,
        "platform": QGuiApplication.platformName(),
        "font": QFontInfo(QGuiApplication.font()).family(),
        "style": style,
    }


def _made_here() -> bool:
    told = STORED / "made-with.json"
    return told.is_file() and json.loads(told.read_text("utf-8")) == _made_with()


def _store(image: QImage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    told = json.dumps(_made_with(), indent=2) + "\n"
    STORED.mkdir(parents=True, exist_ok=True)
    (STORED / "made-with.json").write_text(told, encoding="utf-8")


def _save(image: QImage, name: str) -> None:
    BUILT.mkdir(parents=True, exist_ok=True)
    image.save(str(BUILT / f"{name}.png"))
