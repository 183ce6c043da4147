# SPDX-License-Identifier: GPL-2.0-or-later
"""What `--help` of the administrator's command tells."""

from __future__ import annotations

import argparse

import pytest

from village_internet_plugin.server.__main__ import command_parser, main


def _parsers() -> dict[str, argparse.ArgumentParser]:
    """Return every parser by the words it is called with, the whole command's by none."""
    whole = command_parser()
    commands = next(action.choices for action in whole._actions if isinstance(action.choices, dict))
    return {"": whole, **commands}


PARSERS = _parsers()


@pytest.mark.parametrize("command", PARSERS)
def test_every_argument_tells_what_it_is(command: str) -> None:
    given = [
        action
        for action in PARSERS[command]._actions
        if not isinstance(action, argparse._SubParsersAction)
    ]

    assert [action.dest for action in given if not action.help] == []


@pytest.mark.parametrize("command", PARSERS)
def test_help_tells_what_is_done_the_database_and_the_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*filter(None, [command]), "--help"])

    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert (PARSERS[command].description or "nothing") in " ".join(told.split())
    for words in ("VILLAGE_INTERNET_ADMIN_DATABASE", "--service", "0  done", "1  not", "2  called"):
        assert words in told


def test_the_whole_help_lists_every_command_with_what_it_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    told = " ".join(capsys.readouterr().out.split())
    for name, parser in PARSERS.items():
        if name:
            what = (parser.description or "").removesuffix(".")
            assert f"{name} {what[0].lower()}{what[1:]}" in told


def test_a_wrong_call_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["no-such-command"])

    assert ended.value.code == 2
    assert "no-such-command" in capsys.readouterr().err
