"""Production as an operator starts it: secrets from the environment, a role that owns nothing, hashed static files."""

import base64
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from palat.launch.processes import free_port

pytestmark = pytest.mark.long
Palat = Callable[..., "subprocess.CompletedProcess[str]"]
ROLE = f"palat_web_{os.getpid()}"
OURS = ("PALAT_", "DATABASE_", "DJANGO_")


def key() -> str:
    """Return 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture(scope="module")
def surroundings(cluster, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:  # type: ignore[no-untyped-def]
    """The environment of an installation with a database of its own, in which the web's role exists."""
    name = f"palat_test_production_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    cluster.psql("postgres", f"CREATE ROLE {ROLE} LOGIN")
    yield {
        **{name: value for name, value in os.environ.items() if not name.startswith(OURS)},
        "DATABASE_URL": cluster.url(name),
        "PALAT_VAR": str(tmp_path_factory.mktemp("var")),
        "PALAT_SECRET_KEY": secrets.token_urlsafe(50),
        "PALAT_SEAL_KEYS": f"k1:{key()}",
        "PALAT_FINGERPRINT_KEY": key(),
        "PALAT_ROOT_SIGNING_KEY": key(),
        "PALAT_DB_APP_ROLE": ROLE,
        "PALAT_HOSTS": "palat.example,127.0.0.1",
        "PALAT_TRUST_PROXY": "1",
    }
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')
    cluster.psql("postgres", f"DROP ROLE {ROLE}")


@pytest.fixture(scope="module")
def palat(surroundings: dict[str, str]) -> Palat:
    """Return a runner of our commands in those surroundings."""

    def run(*words: str, **changed: str | None) -> "subprocess.CompletedProcess[str]":
        env = {**surroundings, **changed}
        return subprocess.run(
            [sys.executable, "-m", "palat.cli", *words],
            env={name: value for name, value in env.items() if value is not None},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="module")
def as_the_web(cluster, surroundings: dict[str, str], palat: Palat) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """The surroundings of web and worker: set up, migrated, and acting as their own role."""
    for words in (("setup",), ("migrate",)):
        done = palat(*words)
        assert done.returncode == 0, done.stderr
    return {**surroundings, "DATABASE_URL": surroundings["DATABASE_URL"].replace("//palat@", f"//{ROLE}@")}


@pytest.fixture(scope="module")
def site(as_the_web: dict[str, str]) -> Iterator[str]:
    """A web process of production."""
    port = free_port(24000 + os.getpid() % 1000)
    words = ["serve", "--port", str(port), "--workers", "1"]
    web = subprocess.Popen([sys.executable, "-m", "palat.cli", *words], env=as_the_web)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{url}/", timeout=5).close()
            break
        except OSError:
            assert time.monotonic() < deadline
            assert web.poll() is None
            time.sleep(0.2)
    yield url
    web.terminate()
    web.wait(timeout=20)


def test_pages_name_static_files_by_their_content(site: str) -> None:
    with urllib.request.urlopen(f"{site}/") as answer:
        page = answer.read().decode()
    names = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert names
    for name in names:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", name), name
        with urllib.request.urlopen(site + name) as answer:
            assert "immutable" in answer.headers["Cache-Control"]


def test_an_error_shows_a_citizen_nothing_of_the_program(site: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{site}/no-such-page/")
    with refused.value as answer:
        page = answer.read().decode()
    assert answer.code == 404
    assert "Traceback" not in page
    assert "urlpatterns" not in page


def test_a_strange_host_name_is_refused(site: str) -> None:
    request = urllib.request.Request(f"{site}/", headers={"Host": "elsewhere.example"})
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


def test_cookies_are_for_https_only(site: str) -> None:
    with urllib.request.urlopen(f"{site}/accounts/login/") as answer:
        cookies = answer.headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("Secure" in cookie for cookie in cookies if "csrftoken" in cookie or "sessionid" in cookie)


def test_the_doctor_finds_only_that_nobody_works(palat: Palat, as_the_web: dict[str, str]) -> None:
    done = palat("doctor", DATABASE_URL=as_the_web["DATABASE_URL"])
    faults = [line for line in done.stdout.splitlines() if not line.startswith("ok")]
    assert done.returncode == 1
    assert len(faults) == 1, done.stdout
    assert "palat work" in faults[0]


def test_the_doctor_names_trial_secrets_and_a_role_that_is_too_strong(palat: Palat, as_the_web: dict[str, str]) -> None:
    from palat.settings import DECLARED

    done = palat("doctor", PALAT_SECRET_KEY=DECLARED["PALAT_SECRET_KEY"].default)
    faults = [line for line in done.stdout.splitlines() if not line.startswith("ok")]
    assert any("PALAT_SECRET_KEY" in line for line in faults), done.stdout
    assert any("owns no table" in line for line in faults), done.stdout


@pytest.mark.parametrize("words", [("doctor",), ("migrate",)])
def test_a_database_out_of_reach_is_said_in_one_message(palat: Palat, words: tuple[str, ...]) -> None:
    before = time.monotonic()
    done = palat(*words, DATABASE_URL=f"postgresql://palat@127.0.0.1:{free_port(25000)}/palat")
    assert done.returncode in (1, 2)
    assert "DATABASE_URL" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - before < 40


def test_a_role_that_is_not_there_stops_the_migration(palat: Palat) -> None:
    done = palat("migrate", PALAT_DB_APP_ROLE="nobody_here")
    assert done.returncode == 2
    assert "CREATE ROLE nobody_here" in done.stderr


@pytest.mark.parametrize("words", [("serve",), ("work",), ("migrate",), ("setup",), ("doctor",)])
def test_no_command_starts_without_a_secret(palat: Palat, words: tuple[str, ...]) -> None:
    done = palat(*words, PALAT_FINGERPRINT_KEY=None)
    assert done.returncode == 2
    assert "ไม่ได้กำหนดค่าลับ PALAT_FINGERPRINT_KEY" in done.stderr
    assert "the secret PALAT_FINGERPRINT_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("serve",), ("work",), ("db", "psql")])
def test_without_any_database_what_to_do_is_said(palat: Palat, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = palat(*words, DATABASE_URL=None, PALAT_DEBUG="1", PALAT_VAR=str(tmp_path))
    assert done.returncode == 2
    assert "palat db start" in done.stderr
    assert not (tmp_path / "pg" / "data").exists()


def test_the_embedded_database_is_started_asked_stopped_and_removed(palat: Palat, tmp_path: Path) -> None:
    trial: dict[str, str | None] = {"DATABASE_URL": None, "PALAT_DEBUG": "1", "PALAT_VAR": str(tmp_path)}
    tmp_path.chmod(0o755)
    assert "started" in palat("db", "start", **trial).stdout
    try:
        assert "running already" in palat("db", "start", **trial).stdout
        assert palat("db", "psql", "-Atc", "SELECT 1111", **trial).stdout.strip() == "1111"
    finally:
        assert palat("db", "stop", **trial).returncode == 0
    assert "palat db start" in palat("db", "psql", **trial).stderr
    assert palat("db", "remove", "--yes", **trial).returncode == 0
