# SPDX-License-Identifier: GPL-2.0-or-later
"""The way to the server and back: everything that can go wrong on it, over real sockets."""

from __future__ import annotations

import gzip
import socket
import subprocess
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from sharing.planner_server import IMPATIENT
from sharing.scripted_server import (
    ScriptedServer,
    answer_bytes,
    answer_json,
    cut_before_the_answer,
    cut_in_the_middle,
    drip,
    say_nothing_for,
    scripted_server,
)
from village_internet_plugin.domain.errors import InputError, NetworkFailed, ServerRefused
from village_internet_plugin.sharing import transport
from village_internet_plugin.sharing.failures import ClockDisagrees, Interrupted
from village_internet_plugin.sharing.server_address import ServerAddress
from village_internet_plugin.sharing.transport import Patience, Transport

TOKEN = "Zx81-not-for-anybody"


def transport_to(url: str, ca_path: Path | None = None, **session: Any) -> Transport:
    """Return an impatient transport whose session carries a sign-in."""
    signed_in = requests.Session()
    signed_in.headers["Authorization"] = f"Bearer {TOKEN}"
    for name, value in session.items():
        setattr(signed_in, name, value)
    return Transport(ServerAddress(url), signed_in, ca_path, IMPATIENT)


def test_json_goes_packed_and_comes_back(scripted: ScriptedServer) -> None:
    scripted.script = [answer_json({"hello": "Désa"})]
    assert transport_to(scripted.url).post_json("/x", {"name": "Désa"}) == {"hello": "Désa"}
    (request,) = scripted.requests
    assert (request.method, request.path, request.json()) == ("POST", "/x", {"name": "Désa"})
    assert request.headers["content-encoding"] == "gzip"
    assert request.headers["accept-language"] == "en"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"


def test_a_packed_answer_is_unpacked(scripted: ScriptedServer) -> None:
    scripted.script = [answer_bytes(gzip.compress(b"[1]"), Content_Encoding="gzip")]
    assert transport_to(scripted.url).get_json("/x", "f=json") == [1]
    assert scripted.requests[0].path == "/x?f=json"


@pytest.mark.parametrize(
    "hindrance",
    [
        answer_json({}, status=502),
        answer_json({}, status=503),
        answer_json({}, status=504),
        cut_in_the_middle,
        cut_before_the_answer,
    ],
    ids=["502", "503", "504", "cut in the middle", "cut before"],
)
def test_what_broke_off_is_tried_again(scripted: ScriptedServer, hindrance: Any) -> None:
    scripted.script = [hindrance, hindrance, answer_json([7])]
    assert transport_to(scripted.url).post_json("/x", {"a": 1}) == [7]
    assert [request.json() for request in scripted.requests] == [{"a": 1}] * 3


@pytest.mark.parametrize(
    ("hindrance", "sentence"),
    [
        (answer_json({}, status=503), "cannot serve at the moment \\(503\\)"),
        (cut_in_the_middle, "cut in the middle of the answer"),
        (cut_before_the_answer, "is not reached"),
    ],
)
def test_after_three_tries_it_gives_up(
    scripted: ScriptedServer, hindrance: Any, sentence: str
) -> None:
    scripted.script = [hindrance] * 9
    with pytest.raises(NetworkFailed, match=sentence):
        transport_to(scripted.url).get_json("/x")
    assert len(scripted.requests) == 3


def test_a_server_that_asks_for_a_pause_gets_it(
    scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(transport.time, "sleep", slept.append)
    scripted.script = [
        answer_json({}, status=503, Retry_After="7"),
        answer_json({}, status=503, Retry_After="86400"),
        answer_json([7]),
    ]
    assert transport_to(scripted.url).get_json("/x") == [7]
    assert slept == [7, Patience().longest_pause_s]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (400, "refused the request \\(400\\)"),
        (401, "did not accept your sign-in"),
        (403, "may not do this"),
        (404, "is not a village Internet planner's server"),
        (413, "takes no request of this size"),
        (418, "refused the request \\(418\\)"),
        (429, "too many requests"),
    ],
)
def test_a_refusal_is_told_at_once(scripted: ScriptedServer, status: int, sentence: str) -> None:
    scripted.script = [answer_json({"description": "Ask  Sari."}, status=status)]
    with pytest.raises(ServerRefused, match=sentence) as failure:
        transport_to(scripted.url).post_json("/x", {})
    assert failure.value.status == status
    assert str(failure.value).endswith("The server says: Ask Sari.")
    assert len(scripted.requests) == 1


def test_the_servers_own_failure_is_told_and_not_repeated(scripted: ScriptedServer) -> None:
    scripted.script = [answer_bytes(b"<html>Oops</html>", status=500)]
    with pytest.raises(NetworkFailed, match=r"failed while it worked on the request \(500\)"):
        transport_to(scripted.url).post_json("/x", {})
    assert len(scripted.requests) == 1


def test_a_slow_answer_is_given_up_and_not_asked_for_again(scripted: ScriptedServer) -> None:
    scripted.script = [say_nothing_for(0.8)]
    with pytest.raises(NetworkFailed, match="did not answer in time"):
        transport_to(scripted.url).get_json("/x")
    assert len(scripted.requests) == 1


def test_an_answer_that_stops_half_way_is_given_up(scripted: ScriptedServer) -> None:
    scripted.script = [drip(pieces=2, pause_s=0.8)]
    with pytest.raises(NetworkFailed, match="did not answer in time"):
        transport_to(scripted.url).get_json("/x")


def test_an_answer_that_trickles_for_ever_is_given_up(scripted: ScriptedServer) -> None:
    scripted.script = [drip(pieces=100_000, pause_s=0.00005)]
    signed_in = requests.Session()
    hurried = Patience(connect_s=2, read_s=0.5, answer_s=0.2, pauses_s=())
    with pytest.raises(NetworkFailed, match="was not whole after 0 seconds"):
        Transport(ServerAddress(scripted.url), signed_in, None, hurried).get_json("/x")


def test_an_answer_too_large_is_not_taken(
    scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "MAX_JSON_ANSWER", 2_000_000)
    scripted.script = [answer_bytes(b" " * 2_000_001)]
    with pytest.raises(NetworkFailed, match="larger than 2 MB"):
        transport_to(scripted.url).get_json("/x")


def test_an_answer_that_swells_when_unpacked_is_not_taken(
    scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "MAX_JSON_ANSWER", 2_000_000)
    bomb = gzip.compress(b" " * 50_000_000)
    assert len(bomb) < 100_000
    scripted.script = [answer_bytes(bomb, Content_Encoding="gzip")]
    with pytest.raises(NetworkFailed, match="larger than 2 MB"):
        transport_to(scripted.url).get_json("/x")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (answer_bytes(b"<html>Sign in to Hotel WiFi</html>"), "is not JSON"),
        (answer_bytes(b""), "is not JSON"),
        (answer_bytes(b"[NaN]"), "holds NaN"),
        (answer_bytes(b"not gzip", Content_Encoding="gzip"), "not packed as it claims"),
    ],
)
def test_an_answer_that_is_not_json_is_told(
    scripted: ScriptedServer, answer: Any, reason: str
) -> None:
    scripted.script = [answer]
    with pytest.raises(NetworkFailed, match="cannot be understood") as failure:
        transport_to(scripted.url).get_json("/x")
    assert reason in str(failure.value)


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NetworkFailed, match=r"127\.0\.0\.1 is not reached"):
        transport_to(f"http://127.0.0.1:{port}").get_json("/x")


def test_a_name_nobody_knows_is_told() -> None:
    with pytest.raises(NetworkFailed, match=r"nowhere.invalid is not reached"):
        transport_to("https://nowhere.invalid", trust_env=False).get_json("/x")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_reading_follows_a_redirection_on_the_same_server(
    scripted: ScriptedServer, status: int
) -> None:
    scripted.script = [answer_bytes(b"", status, Location="/y?f=json"), answer_json([7])]
    assert transport_to(scripted.url).get_json("/x") == [7]
    assert [request.path for request in scripted.requests] == ["/x", "/y?f=json"]


def test_a_document_follows_only_where_it_is_kept(scripted: ScriptedServer) -> None:
    scripted.script = [answer_bytes(b"", 308, Location="/y"), answer_json([7])]
    assert transport_to(scripted.url).post_json("/x", {"a": 1}) == [7]
    assert scripted.requests[1].json() == {"a": 1}
    scripted.script = [answer_bytes(b"", 302, Location="/y"), answer_json([7])]
    with pytest.raises(ServerRefused, match="not followed"):
        transport_to(scripted.url).post_json("/x", {"a": 1})


def test_a_redirection_to_another_server_is_not_followed(scripted: ScriptedServer) -> None:
    with scripted_server() as other:
        for location in (other.url, other.url.replace("http:", ""), "https://127.0.0.1/x", ""):
            scripted.script = [answer_bytes(b"", 307, Location=location)]
            with pytest.raises(ServerRefused, match="not followed") as failure:
                transport_to(scripted.url).get_json("/x")
            assert failure.value.status == 307
        assert other.requests == []


def test_redirections_in_a_circle_end(scripted: ScriptedServer) -> None:
    scripted.script = [answer_bytes(b"", 307, Location="/x") for _ in range(9)]
    with pytest.raises(ServerRefused, match="not followed"):
        transport_to(scripted.url).get_json("/x")
    assert len(scripted.requests) == 4


def test_a_certificate_is_verified_against_the_authority_given(certificates: Path) -> None:
    with scripted_server(certificates / "server.pem") as served:
        served.script = [answer_json([7])]
        assert transport_to(served.url, certificates / "ca.pem").get_json("/x") == [7]


@pytest.mark.parametrize("verify", [True, False], ids=["as usual", "session says not to verify"])
def test_a_certificate_of_nobody_known_is_refused(certificates: Path, verify: bool) -> None:
    with scripted_server(certificates / "server.pem") as served:
        served.script = [answer_json([7])]
        with pytest.raises(NetworkFailed, match="comes from nobody this computer trusts"):
            transport_to(served.url, verify=verify, trust_env=False).get_json("/x")
        assert served.requests == []


def test_a_certificate_made_out_to_another_name_is_refused(certificates: Path) -> None:
    with scripted_server(certificates / "server.pem") as served:
        url = served.url.replace("127.0.0.1", "localhost")
        with pytest.raises(NetworkFailed, match="made out to another name"):
            transport_to(url, certificates / "ca.pem").get_json("/x")
        assert served.requests == []


def certificate_of(certificates: Path, folder: Path, not_before: str, not_after: str) -> Path:
    """Return a certificate for 127.0.0.1 by the same authority, for a time (YYYYMMDD, UTC)."""
    config = "[ca]\ndefault_ca=it\n[it]\ndatabase=index\nserial=serial\nnew_certs_dir=.\n"
    config += "default_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n"
    (folder / "ca.cnf").write_text(config, encoding="utf-8")
    (folder / "index").touch()
    (folder / "serial").write_text("01\n", encoding="utf-8")
    command = ["openssl", "ca", "-batch", "-config", "ca.cnf", "-notext", "-out", "other.crt"]
    command += ["-startdate", f"{not_before}000000Z", "-enddate", f"{not_after}000000Z"]
    command += ["-cert", str(certificates / "ca.pem"), "-keyfile", str(certificates / "ca.key")]
    command += ["-in", str(certificates / "server.csr")]
    command += ["-extfile", str(certificates / "openssl.cnf"), "-extensions", "server"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    key, certificate = certificates / "server.key", folder / "other.crt"
    both = folder / "other.pem"
    both.write_text(key.read_text("utf-8") + certificate.read_text("utf-8"), encoding="utf-8")
    return both


@pytest.mark.parametrize(
    ("not_before", "not_after", "told"),
    [
        ("20200101", "20210101", "its certificate has expired"),
        ("20400101", "20410101", "its certificate is not valid yet"),
    ],
)
def test_a_certificate_of_another_time_names_the_clock(
    certificates: Path, tmp_path: Path, not_before: str, not_after: str, told: str
) -> None:
    pem = certificate_of(certificates, tmp_path, not_before, not_after)
    with scripted_server(pem) as served:
        today = datetime.now().astimezone().date().isoformat()
        with pytest.raises(ClockDisagrees, match=f"clock, which says {today}, {told}.* set the"):
            transport_to(served.url, certificates / "ca.pem").get_json("/x")
        assert served.requests == []


def test_a_full_disk_is_told_with_the_servers_words_and_not_tried_again(
    scripted: ScriptedServer,
) -> None:
    scripted.script = [answer_json({"description": "Free some room."}, status=507)]
    with pytest.raises(ServerRefused, match=r"disk of .* is full \(507\).*Free some room") as told:
        transport_to(scripted.url).get_json("/x")
    assert told.value.status == 507
    assert len(scripted.requests) == 1


@pytest.mark.parametrize("version", ["0.3.0", ""])
def test_the_version_the_server_tells_is_remembered(scripted: ScriptedServer, version: str) -> None:
    headers = {"X_Village_Internet_Version": version} if version else {}
    scripted.script = [answer_json([7], **headers)]
    way = transport_to(scripted.url)
    assert way.server_version == ""
    way.get_json("/x")
    assert way.server_version == version


def test_a_server_without_tls_behind_https_is_told(scripted: ScriptedServer) -> None:
    with pytest.raises(NetworkFailed, match="encrypted connection could not be set up"):
        transport_to(scripted.url.replace("http:", "https:")).get_json("/x")


def test_a_connection_cut_under_tls_is_tried_again(certificates: Path) -> None:
    with scripted_server(certificates / "server.pem") as served:
        served.script = [cut_in_the_middle, cut_before_the_answer, answer_json([7])]
        assert transport_to(served.url, certificates / "ca.pem").get_json("/x") == [7]


def test_a_line_cut_in_the_tls_handshake_is_no_matter_of_trust() -> None:
    """What was sent before, over another connection, may have been stored."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            for _ in range(3):
                connection, _address = listening.accept()
                with connection:
                    connection.recv(4096)
                    connection.shutdown(socket.SHUT_RDWR)

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        with pytest.raises(Interrupted):
            transport_to(f"https://127.0.0.1:{listening.getsockname()[1]}").get_json("/x")
        thread.join(5)
        assert not thread.is_alive()


def test_a_certificate_file_that_is_none_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    for name in ("missing.pem", "empty.pem"):
        with pytest.raises(InputError, match=rf"{name} holds no certificate"):
            transport_to("https://planner.example", tmp_path / name)


def failure_sentences(scripted: ScriptedServer, session: requests.Session) -> list[str]:
    """Return what is said, causes included, when a server repeats the sign-in in its refusal."""
    echo = " ".join(str(value) for value in session.headers.values() if isinstance(value, str))
    scripted.script = [
        answer_json({"description": f"{echo} is wrong, {TOKEN}"}, status=status)
        for status in (400, 401, 403, 500)
    ]
    told = []
    for _ in range(4):
        with pytest.raises((ServerRefused, NetworkFailed)) as failure:
            Transport(ServerAddress(scripted.url), session, None, IMPATIENT).get_json("/x")
        error: BaseException | None = failure.value
        while error is not None:
            told.append(str(error))
            error = error.__cause__
    return told


def test_no_sentence_holds_the_sign_in(scripted: ScriptedServer) -> None:
    bearer, basic = requests.Session(), requests.Session()
    bearer.headers["Authorization"] = f"Bearer {TOKEN}"
    basic.auth = ("sari@paser", TOKEN)
    for session in (bearer, basic):
        assert not any(TOKEN in sentence for sentence in failure_sentences(scripted, session))


@pytest.mark.parametrize("ending", ["\n", "\r\nX-Other: 1", "\u6751"])
def test_a_sign_in_that_cannot_be_sent_is_not_repeated(
    scripted: ScriptedServer, ending: str
) -> None:
    broken = requests.Session()
    broken.headers["Authorization"] = f"Bearer {TOKEN}{ending}"
    with pytest.raises(NetworkFailed, match="could not be made") as failure:
        Transport(ServerAddress(scripted.url), broken, None, IMPATIENT).get_json("/x")
    assert TOKEN not in str(failure.value)
    assert failure.value.__cause__ is None
    assert scripted.requests == []
