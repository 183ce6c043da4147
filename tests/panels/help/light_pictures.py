# SPDX-License-Identifier: GPL-2.0-or-later
"""Stores a drawn panel as a small PNG: with 256 colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.PyQt.QtGui import QImage, qRgb

_MOST_COLOURS, _COMMONEST = 256, 128


def store(image: QImage, path: Path) -> None:
    """Write `image` to `path`; colours beyond 256 become the nearest of those kept."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height = image.width(), image.height()
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    rows = np.frombuffer(bytes(bits), np.uint8).reshape(height, -1)[:, : 3 * width]
    pixels = rows.reshape(-1, 3).astype(np.int32)
    colours, which, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    kept = _kept(colours, counts)
    nearest = np.array([_nearest(colour, colours[kept]) for colour in colours], np.uint8)
    shown = nearest[which.reshape(-1)].reshape(height, width)
    # Qt wants each row to begin at a multiple of four bytes.
    padded = np.zeros((height, (width + 3) // 4 * 4), np.uint8)
    padded[:, :width] = shown
    light = QImage(
        padded.tobytes(), width, height, padded.shape[1], QImage.Format.Format_Indexed8
    ).copy()
    light.setColorTable([qRgb(*map(int, colours[place])) for place in kept])
    path.parent.mkdir(parents=True, exist_ok=True)
    light.save(str(path), "PNG", 0)


def _kept(colours: np.ndarray, counts: np.ndarray) -> list[int]:
    """Return the commonest colours, and then, one by one, the one least like those before.

    A small sign may have a colour of its own that hardly any pixel has.
    """
    kept = list(map(int, np.argsort(-counts, kind="stable")[:_COMMONEST]))
    away = np.min([((colours - colours[place]) ** 2).sum(axis=1) for place in kept], axis=0)
    while len(kept) < min(_MOST_COLOURS, len(colours)):
        kept.append(int(np.argmax(away)))
        away = np.minimum(away, ((colours - colours[kept[-1]]) ** 2).sum(axis=1))
    return kept


def _nearest(colour: np.ndarray, kept: np.ndarray) -> int:
    return int(np.argmin(((kept - colour) ** 2).sum(axis=1)))
