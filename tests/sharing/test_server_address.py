# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses of servers: HTTPS, no sign-in inside, and other servers told apart."""

from __future__ import annotations

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.sharing.server_address import ServerAddress


@pytest.mark.parametrize(
    ("entered", "used"),
    [
        ("https://planner.example", "https://planner.example/processes"),
        (" https://planner.example/api/ ", "https://planner.example/api/processes"),
        ("https://planner.example:8443", "https://planner.example:8443/processes"),
        ("http://localhost:5000", "http://localhost:5000/processes"),
        ("http://127.0.0.2:5000", "http://127.0.0.2:5000/processes"),
        ("http://[::1]:5000", "http://[::1]:5000/processes"),
    ],
)
def test_good_addresses_are_taken(entered: str, used: str) -> None:
    assert ServerAddress(entered).url("/processes") == used


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ("http://planner.example", "by http, which would send your sign-in readable"),
        ("http://10.0.0.1", "by http"),
        ("http://127.0.0.1.evil.example", "by http"),
        ("ftp://planner.example", "must begin with https"),
        ("planner.example", "cannot be read"),
        ("", "cannot be read"),
        ("https://", "cannot be read"),
        ("https://[::1", "cannot be read"),
        ("https://planner.example:99999", "cannot be read"),
        ("https://sari:hunter2@planner.example", "holds a user or a password"),
        ("https://planner.example/?token=hunter2", "holds a \\?"),
        ("https://planner.example/#x", "holds a \\?"),
    ],
)
def test_bad_addresses_are_refused_without_being_repeated(entered: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as failure:
        ServerAddress(entered)
    assert "hunter2" not in str(failure.value)


@pytest.mark.parametrize(
    ("location", "followed"),
    [
        ("/elsewhere", "https://planner.example/elsewhere"),
        ("https://planner.example:443/a", "https://planner.example:443/a"),
        ("https://PLANNER.example/a", "https://PLANNER.example/a"),
        ("", None),
        ("http://planner.example/a", None),
        ("https://planner.example:444/a", None),
        ("https://planner.example.evil.example/a", None),
        ("https://planner.example@evil.example/a", None),
        ("//evil.example/a", None),
        ("https://[broken", None),
    ],
)
def test_a_redirection_to_another_server_is_told_apart(location: str, followed: str | None) -> None:
    address = ServerAddress("https://planner.example/api")
    assert address.redirected("https://planner.example/api/x", location) == followed
