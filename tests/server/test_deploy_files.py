# SPDX-License-Identifier: GPL-2.0-or-later
"""The files by which a machine runs the server, filled in: the programs they are for take them."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.trial_server.certificates import make_certificates
from village_internet_plugin.server.__main__ import command_parser, main

URL = "https://internet-desa.example"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as the command writes them, with a certificate nginx can open."""
    folder = tmp_path_factory.mktemp("deploy")
    tls = folder / "tls"
    tls.mkdir()
    made = make_certificates(tls)
    arguments = ["deploy-files", "--url", URL, "--folder", str(folder / "files")]
    arguments += ["--certificate", str(made.server), "--certificate-key", str(made.server_key)]
    # No database is named: writing files needs none.
    assert main(arguments) == 0
    return folder / "files"


def test_no_place_is_left_to_be_filled_in(deployed: Path, repository: Path) -> None:
    sources = {path.name for path in (repository / "resources/server/deploy").iterdir()}
    written = {path.name for path in deployed.iterdir()}
    assert written == {name for name in sources if not name.startswith("__")}
    for path in deployed.iterdir():
        assert not re.search(r"<[a-z_]+>", path.read_text("utf-8")), path.name
    assert f'VILLAGE_INTERNET_URL="{URL}"' in (deployed / "server.env").read_text("utf-8")
    assert os.access(deployed / "village-internet-admin", os.X_OK)


def test_nginx_takes_its_file(deployed: Path, tmp_path: Path) -> None:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert program is not None, "make setup installs nginx"
    site = (deployed / "nginx.conf").read_text("utf-8")
    site = site.replace("/var/log/nginx", str(tmp_path)).replace(
        "listen 443", "listen 127.0.0.1:1443"
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{site}\n}}\n", encoding="utf-8")

    done = subprocess.run(
        [program, "-t", "-q", "-e", "stderr", "-p", str(tmp_path), "-c", str(whole)],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )

    assert done.returncode == 0, done.stderr


def test_systemd_takes_its_units(deployed: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd on this machine")
    units = [path for path in deployed.iterdir() if path.suffix in (".service", ".timer")]
    assert len(units) == 3
    for unit in units:
        # The programs they start are on the server alone.
        text = unit.read_text("utf-8").replace("/opt/village-internet/venv/bin/", "/usr/bin/env ")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")

    done = subprocess.run(
        [program, "verify", "--man=no", *(str(tmp_path / unit.name) for unit in units)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_gunicorn_is_told_only_what_it_knows(deployed: Path) -> None:
    from gunicorn.config import Config

    told = runpy.run_path(str(deployed / "gunicorn.conf.py"))
    known = Config()
    for name, value in told.items():
        if not name.startswith("_") and name not in ("annotations", "logging", "os", "sys", "Any"):
            known.set(name, value)
    assert known.address == ["/run/village-internet/web.sock"] or str(known.address).endswith(
        "web.sock"
    )
    assert known.workers == 2 * (os.cpu_count() or 1) + 1
    assert known.accesslog is None
    # No header says where the server stands.
    assert known.forwarder_headers == []


@pytest.mark.parametrize(
    ("code", "pid", "said"),
    [(0, "os.getpid()", ""), (3, "os.getpid()", "apart"), (0, "1", "apart")],
    ids=["told to stop", "did not start", "gunicorn itself"],
)
def test_a_worker_told_to_stop_ends_without_being_taken_apart(
    deployed: Path, code: int, pid: str, said: str
) -> None:
    """Leaving in gunicorn's way: by SystemExit, with the hook called last."""
    program = f"""
import atexit, os, runpy, sys, types
settings = runpy.run_path({str(deployed / "gunicorn.conf.py")!r})
atexit.register(print, "apart")
try:
    sys.exit({code})
finally:
    settings["worker_exit"](None, types.SimpleNamespace(pid={pid}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (code, said, "")


def test_the_admin_command_is_a_shell_script_without_faults(deployed: Path) -> None:
    script = deployed / "village-internet-admin"
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0


@pytest.mark.parametrize(
    ("url", "certificate"),
    [
        ("http://internet-desa.example", "/c.pem"),
        ("https://", "/c.pem"),
        ("https://a b", "/c.pem"),
        ("https://x;return", "/c.pem"),
        ("https://x.example:8443", "/c.pem"),
        ("https://x.example/path", "/c.pem"),
        (URL, "c.pem"),
        (URL, "/c.pem;include /etc/passwd"),
    ],
)
def test_what_a_configuration_could_not_hold_is_refused(
    url: str, certificate: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["deploy-files", "--url", url, "--folder", str(tmp_path / "files")]

    assert main([*arguments, "--certificate", certificate]) == 1

    assert "give" in capsys.readouterr().err
    assert not (tmp_path / "files").exists()


@pytest.mark.parametrize("page", ["docs/server.md", "docs/server.id.md"])
def test_the_page_tells_every_command_and_no_other(page: str, repository: Path) -> None:
    text = (repository / page).read_text("utf-8")
    table = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    told = [name for cell in table for name in re.findall(r"`([a-z-]+)`", cell)]
    subparsers = next(
        action.choices for action in command_parser()._actions if isinstance(action.choices, dict)
    )
    assert sorted(told) == sorted(subparsers)


def test_both_pages_have_the_same_blocks(repository: Path) -> None:
    english, indonesian = (
        re.findall(r"(<!-- run[^>]*-->\n)?```sh\n(.*?)```", text, re.DOTALL)
        for text in (
            (repository / "docs" / name).read_text("utf-8")
            for name in ("server.md", "server.id.md")
        )
    )
    assert english
    assert english == indonesian
