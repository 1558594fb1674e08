"""`palat doctor`: what is wrong with an installation, and how to mend it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

import psycopg
from cryptography import x509
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from palat.launch import assets
from palat.settings import DECLARED, ROOT

LEAST_PYTHON = (3, 11)
LEAST_POSTGRES = 150000
LEAST_FREE_BYTES = 2_000_000_000
REACH_SECONDS = 5
HEARTBEAT = timedelta(minutes=2)
CERTIFICATE_LEFT = timedelta(days=30)
NO_READING = "ไม่มี ภาพสแกนต้องพิมพ์เอง · none, scans are typed: apt install tesseract-ocr tesseract-ocr-tha"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and if not, how to mend it (Thai · English)."""

    what: str
    well: bool
    said: str = ""
    mend: str = ""


def findings() -> Iterator[Finding]:
    """Yield what is found, the database last; a database out of reach ends the examination."""
    yield _python()
    yield from _packages()
    yield Finding("ไฟล์ประกอบหน้าเว็บ · assets", assets.is_fresh(), mend="สั่ง palat setup · run palat setup")
    yield from _secrets()
    yield _disk()
    yield _reading()
    try:
        yield from _database()
    except (DatabaseError, psycopg.Error) as error:
        yield Finding(
            "ฐานข้อมูล · database",
            well=False,
            said=str(error).strip().splitlines()[0],
            mend="ตรวจ DATABASE_URL หรือสั่ง palat db start · check DATABASE_URL, or run palat db start",
        )


def _python() -> Finding:
    return Finding(
        "Python",
        sys.version_info >= LEAST_PYTHON,
        sys.version.split()[0],
        "ต้องใช้ Python 3.11 ขึ้นไป · Python 3.11 or later is needed",
    )


def _packages() -> Iterator[Finding]:
    """Compare what is installed with the lock file."""
    lock = ROOT / "requirements.lock"
    if not lock.exists():
        return
    wrong = []
    for name, wanted in re.findall(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+) \\?$", lock.read_text(encoding="utf-8"), re.M):
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "—"
        if found != wanted:
            wrong.append(f"{name} {found} ≠ {wanted}")
    yield Finding("แพ็กเกจ · packages", not wrong, ", ".join(wrong[:5]), "สั่ง make setup · run make setup")


def _secrets() -> Iterator[Finding]:
    if settings.TRIAL:
        yield Finding("ค่าลับ · secrets", well=True, said="ระบบทดลอง · trial")
        return
    for one in DECLARED.values():
        if one.secret:
            own = getattr(settings, one.name.removeprefix("PALAT_"), None) != one.default
            yield Finding(one.name, own, mend=f"กำหนดค่าใหม่ที่ไม่ใช่ค่าทดลอง · set a value of your own. {one.help}")


def _disk() -> Finding:
    place = settings.VAR if settings.VAR.exists() else ROOT
    free = shutil.disk_usage(place).free
    return Finding(
        "พื้นที่ดิสก์ · disk",
        free > LEAST_FREE_BYTES,
        f"{free / 1e9:.1f} GB",
        "เพิ่มพื้นที่ให้ PALAT_VAR · make room under PALAT_VAR",
    )


def _reading() -> Finding:
    """Say whether scanned pictures can be read; without it the registry types them."""
    found = shutil.which("tesseract")
    languages = ""
    if found:
        listed = subprocess.run([found, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
        languages = listed.stdout + listed.stderr
    return Finding(
        "อ่านตัวอักษรจากภาพ · reading of pictures",
        well=True,  # the registry works without it
        said="Tesseract (tha)" if "tha" in languages.split() else NO_READING,
    )


def _database() -> Iterator[Finding]:
    # Asked directly first: the pool would try again and again, and say each time why not.
    psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": REACH_SECONDS}).close()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        number = int(cursor.fetchone()[0])
    yield Finding(
        "PostgreSQL", number >= LEAST_POSTGRES, str(number), "ต้องใช้ PostgreSQL 15 ขึ้นไป · 15 or later is needed"
    )
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding("รุ่นของฐานข้อมูล · migrations", not behind, f"{len(behind)}", "สั่ง palat migrate · run palat migrate")
    if behind:
        return
    for look in (_role, _clock, _worker, _mailbox, _exchange):
        yield look()


def _one(statement: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row: tuple[object, ...] = cursor.fetchone()
    return row


def _role() -> Finding:
    (strong,) = _one(
        "SELECT rolsuper OR pg_has_role(current_user, (SELECT tableowner FROM pg_tables"
        " WHERE tablename = 'history_event'), 'member') FROM pg_roles WHERE rolname = current_user"
    )
    return Finding(
        "สิทธิ์ของบทบาทฐานข้อมูล · database role",
        settings.TRIAL or not strong,
        mend="ให้เว็บและงานเบื้องหลังใช้บทบาทที่ไม่ใช่เจ้าของตาราง · let web and worker use a role that owns no table",
    )


def _clock() -> Finding:
    (now,) = _one("SELECT now()")
    apart = abs((timezone.now() - now).total_seconds()) if hasattr(now, "tzinfo") else 0.0  # type: ignore[operator]
    return Finding("นาฬิกา · clock", apart < 5, f"{apart:.1f} s", "ตั้งเวลาด้วย NTP · set the time by NTP")


def _worker() -> Finding:
    (alive,) = _one(
        "SELECT count(*) FROM procrastinate_workers"
        f" WHERE last_heartbeat > now() - interval '{int(HEARTBEAT.total_seconds())} seconds'"
    )
    return Finding("งานเบื้องหลัง · worker", bool(alive), f"{alive}", "สั่ง palat work · run palat work")


def _mailbox() -> Finding:
    """Say whether the mailbox of the registry answers, where one is set."""
    what = "กล่องจดหมายเข้า · incoming mailbox"
    if not settings.IMAP_URL:
        return Finding(what, well=True, said="ไม่ได้ตั้งไว้ · none set")
    (why,) = _one("SELECT coalesce(max(failure), '') FROM mailbox_mailbox")
    return Finding(what, not why, f"{why}", "ตรวจ PALAT_IMAP_URL และรหัสผ่าน · check PALAT_IMAP_URL and its password")


def _exchange() -> Finding:
    """Say whether the agencies of the exchange answer, and whether their certificates last."""
    what = "ระบบแลกเปลี่ยนหนังสือ · exchange of letters"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, failure, certificate FROM egif_peer WHERE stopped_at IS NULL ORDER BY name")
        peers = cursor.fetchall()
    if not peers:
        return Finding(what, well=True, said="ไม่มีหน่วยงานที่เชื่อมต่อ · none connected")
    wrong = [f"{name}: {failure}" for name, failure, _certificate in peers if failure]
    wrong += [f"{name}: ใบรับรองใกล้หมดอายุ · certificate ends" for name, _why, pem in peers if _ends_soon(pem)]
    if not (settings.EGIF_MINISTRY and settings.EGIF_DEPARTMENT):
        wrong.append("PALAT_EGIF_MINISTRY, PALAT_EGIF_DEPARTMENT")
    said = ", ".join(wrong[:5]) or f"{len(peers)}"
    return Finding(what, not wrong, said, "ดู docs/howto/connect-a-peer.md · see docs/howto/connect-a-peer.md")


def _ends_soon(pem: str) -> bool:
    """Say whether the last certificate of a peer ends within a month."""
    if not pem:
        return False
    ends = max(one.not_valid_after_utc for one in x509.load_pem_x509_certificates(pem.encode()))
    return bool(ends < timezone.now() + CERTIFICATE_LEFT)


def examine(say: Callable[[str], None]) -> bool:
    """Say every finding in a line; return whether all is well."""
    well = True
    for one in findings():
        mark = "ok " if one.well else "ผิด"
        mend = "" if one.well else f"  → {one.mend}"
        say(f"{mark}  {one.what}  {one.said}{mend}")
        well = well and one.well
    return well
