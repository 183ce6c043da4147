# SPDX-License-Identifier: GPL-2.0-or-later
"""The administrator's command, on the database of the running server."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
import requests

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.server.__main__ import main
from village_internet_plugin.server.configuration import configuration_text

pytestmark = pytest.mark.server


def test_a_new_agency_and_its_account_can_publish_at_once(
    running_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert running_server.administer("add-agency", "Kabupaten  Penajam Paser Utara") == 0
    options = ("--agency", "kabupaten penajam paser utara", "--role", "planner", "--days", "7")
    assert running_server.administer("add-account", "ppu.planner", *options) == 0
    token = capsys.readouterr().out.strip()
    source = running_server.funding_source("Kabupaten Penajam Paser Utara")
    document = running_server.document(
        [hotspot_at(running_server.office(), funding_source_id=source)],
        agency="Kabupaten Penajam Paser Utara",
    )

    session = requests.Session()
    session.trust_env = False
    response = session.post(
        f"{running_server.url}/processes/publish-plan/execution",
        json={"inputs": {"document": document.to_json()}},
        headers={"Authorization": f"Bearer {token}"},
        verify=running_server.ca,
        timeout=30,
    )

    assert response.json()["receipt"]["agency"] == "Kabupaten Penajam Paser Utara"
    with running_server.database() as connection:
        everything = connection.execute(
            "SELECT string_agg(accounts::text, ' ') FROM village_internet.accounts"
        ).fetchone()
    assert everything is not None
    assert token not in everything[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add-agency", "kabupaten PASER"), "already"),
        (("add-agency", "  "), "needs a name"),
        (("add-account", "a:b", "--agency", "Kabupaten Paser", "--role", "reader"), "cannot be"),
        (("add-account", "x", "--agency", "Nowhere", "--role", "reader"), "no agency"),
        (
            ("add-account", "paser.reader", "--agency", "Kabupaten Paser", "--role", "reader"),
            "already",
        ),
        (("revoke-account", "nobody"), "no account"),
        (("set-role", "nobody", "reader"), "no account"),
        (("new-token", "nobody"), "no account"),
        (("list-tokens", "nobody"), "no account"),
        (("revoke-token", "999999"), "no token"),
        (("list-funding-sources", "--agency", "Nowhere"), "no agency"),
        (("add-database-reader", "Wrong-Name"), "cannot be"),
        (("add-database-reader", "village_internet_writer"), "cannot be"),
        (("remove-database-reader", "village_internet_writer"), "no reading login"),
        (("remove-database-reader", "postgres"), "no reading login"),
        (("set-funding-source", "x", "--agency", "Nowhere", "--fiscal-year", "2026"), "no agency"),
        (("load-reference", "/nowhere.gpkg"), "nowhere.gpkg"),
        (("load-rule-set", "/nowhere.json"), "nowhere.json"),
        (("load-rule-set", str(resource_path("icons", "icon.png"))), "no text in UTF-8"),
        (("configure", "--url", "ftp://x", "--folder", "."), "https://"),
    ],
)
def test_what_cannot_be_done_is_exit_code_1_and_a_sentence(
    running_server: RunningServer,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    assert running_server.administer(*arguments) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [(), ("no-such-command",), ("add-account", "x")])
def test_a_wrong_call_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("days", ["0", "3651", "99999999999", "soon"])
def test_a_token_is_good_for_a_day_to_ten_years(
    days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["add-account", "x", "--agency", "P", "--role", "reader", "--days", days])
    assert ended.value.code == 2
    assert "--days" in capsys.readouterr().err


def test_without_a_database_it_says_how_to_name_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VILLAGE_INTERNET_ADMIN_DATABASE", raising=False)

    assert main(["check"]) == 1
    assert "--service" in capsys.readouterr().err


def test_a_database_that_is_away_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--service", "no_such_service", "check"]) == 1
    assert "no_such_service" in capsys.readouterr().err


def test_a_database_that_was_never_prepared_is_a_sentence(
    running_server: RunningServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    conninfo = psycopg.conninfo.make_conninfo(
        running_server.description["database"]["admin"], dbname="postgres"
    )
    monkeypatch.setenv("VILLAGE_INTERNET_ADMIN_DATABASE", conninfo)

    assert main(["check"]) == 1
    assert "village_internet" in capsys.readouterr().err


def test_check_finds_counters_that_drifted(
    running_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    source = running_server.funding_source(point_quota=9)
    assert running_server.administer("check") == 0
    assert "sound" in capsys.readouterr().out
    set_used = (
        "UPDATE village_internet.funding_sources SET used_points = %s WHERE funding_source_id = %s"
    )
    with running_server.database() as connection:
        connection.execute(set_used, (3, source))

    assert running_server.administer("check") == 1
    assert source in capsys.readouterr().out

    with running_server.database() as connection:
        connection.execute(set_used, (0, source))


def test_a_new_rule_set_holds_from_the_next_publish_on(
    running_server: RunningServer, tmp_path: Path
) -> None:
    standard = json.loads(resource_path("rule_sets", "standard.json").read_text("utf-8"))
    lenient = {**standard, "version": "2026-lenient"}
    lenient["rules"] = {**standard["rules"], "VI201": {"severity": "notice"}}
    file = tmp_path / "lenient.json"
    file.write_text(json.dumps(lenient), encoding="utf-8")
    point = hotspot_at(running_server.office(), site_kind="private")
    document = running_server.document([point])
    assert running_server.publish(document)["outcome"] == "rejected"

    assert running_server.administer("load-rule-set", str(file)) == 0
    try:
        assert running_server.publish(document)["reason"] == "rule_set_mismatch"
        under_lenient = replace(document, rule_set_version="2026-lenient")
        assert running_server.publish(under_lenient)["outcome"] == "published"
        file.write_text(json.dumps({**lenient, "title": "another"}), encoding="utf-8")
        assert running_server.administer("load-rule-set", str(file)) == 1
    finally:
        standard_file = resource_path("rule_sets", "standard.json")
        assert running_server.administer("load-rule-set", str(standard_file)) == 0


def test_pygeoapi_itself_finds_the_configuration_valid(running_server: RunningServer) -> None:
    configuration = running_server.folder / "server" / "pygeoapi.yml"
    program = Path(sys.executable).with_name("pygeoapi")

    done = subprocess.run(
        [str(program), "config", "validate", "--config", str(configuration)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Valid configuration" in done.stdout
    text = configuration.read_text("utf-8")
    assert "password" not in text.split("resources:")[1]


def test_the_template_takes_any_text_without_changing_its_shape() -> None:
    names = ("host", "url", "unused_folder", "templates", "static", "no_tiles")
    names += ("reader_host", "reader_dbname", "reader_user")
    values = {**dict.fromkeys(names, 'a"b: [c] #d\n'), "port": 1, "reader_port": 2, "bbox": [1.0]}

    text = configuration_text(values)

    import yaml

    assert yaml.safe_load(text)["server"]["url"] == 'a"b: [c] #d\n'
