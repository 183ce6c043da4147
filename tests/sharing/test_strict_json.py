# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON that Python would swallow and others would not is refused, in a sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.sharing.packed_json import pack, unpack
from village_internet_plugin.sharing.strict_json import parse_json

contents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text("aé\u6751\n"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
    max_leaves=10,
)


@given(contents)
def test_ordinary_json_is_read(content: object) -> None:
    assert parse_json(json.dumps(content), "it") == content
    assert parse_json(json.dumps(content, ensure_ascii=False).encode(), "it") == content


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Expecting value in line 1, character 1"),
        ('{"a":\n1,}', "in line 2"),
        ("[NaN]", "holds NaN"),
        ("-Infinity", "holds -Infinity"),
        ('{"a": 1, "a": 2}', "the same key twice"),
        ("[" * 100_000, "nested too deeply"),
        (b'"\xff"', "byte 1 is not UTF-8"),
        ("1" * 5000, "not JSON"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str | bytes, reason: str) -> None:
    with pytest.raises(InputError, match=r"^The answer is ") as failure:
        parse_json(text, "The answer")
    assert reason in str(failure.value)


@given(contents)
def test_what_was_packed_is_unpacked(content: object) -> None:
    assert unpack(pack(content), "it") == content


@given(contents, st.data())
def test_a_damaged_packed_text_is_told(content: object, data: st.DataObject) -> None:
    text = pack(content)
    cut = text[: data.draw(st.integers(0, len(text) - 5))]
    with pytest.raises(InputError, match="The record is"):
        unpack(cut, "The record")


def test_a_packed_text_that_swells_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("village_internet_plugin.sharing.packed_json.MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="damaged"):
        unpack(pack("x" * 2000), "The record")
