"""Prove that nothing was altered: every event, every root, every stored file."""

import time
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from palat.kernel.files.queries import destroyed_under as files_destroyed_under
from palat.kernel.files.queries import faults as file_faults
from palat.kernel.history.keys import known_keys
from palat.kernel.history.queries import Fault, destroyed_under, faults, roots
from palat.kernel.matters.queries.ends import end_faults

SHOWN = 20


class Command(BaseCommand):
    help = "พิสูจน์ว่าประวัติ รากรายวัน และไฟล์ไม่ถูกแก้ไข · prove that history, daily roots and files were not altered"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-files", action="store_true", help="ไม่ตรวจไฟล์ · leave the files out")

    def handle(self, *, no_files: bool, **_options: Any) -> None:
        """Read everything, say how far, and name what is wrong, the first first."""
        self.events, self.begun = 0, time.monotonic()
        found = list(self._found(no_files))
        seconds = time.monotonic() - self.begun
        self.stdout.write(
            f"ตรวจ {self.events:,} เหตุการณ์ ({self.events / max(seconds, 0.001):,.0f} ต่อวินาที) {roots().count():,} ราก"
            f" · {self.events:,} events, {roots().count():,} roots, {seconds:,.1f} s"
        )
        self._tell_of_destruction()
        for key in known_keys():
            self.stdout.write(f"กุญแจ · key {key}")
        if found:
            for fault in found[:SHOWN]:
                self.stdout.write(f"ถูกแก้ไข · altered  {fault.where}  {fault.what}")
            raise CommandError(f"พบความผิดปกติ {len(found):,} แห่ง แห่งแรก {found[0].where} · {len(found):,} faults found")
        self.stdout.write("ครบถ้วน ไม่ถูกแก้ไข · whole")

    def _tell_of_destruction(self) -> None:
        """Say what was destroyed under which list: a proof does not fail on it."""
        files = files_destroyed_under()
        for number, (chains, bodies) in destroyed_under().items():
            many = files.get(number, 0)
            self.stdout.write(
                f"ทำลายตามบัญชีหนังสือขอทำลายที่ {number}: ถ้อยคำ {bodies:,} แห่งใน {chains:,} สาย {many:,} ไฟล์"
                f" · destroyed under list {number}: {bodies:,} texts in {chains:,} chains, {many:,} files"
            )

    def _found(self, no_files: bool) -> Iterator[Fault]:
        yield from chain(faults(progress=self._progress), end_faults())
        if not no_files:
            yield from (Fault(f"file {one.file_id}", one.what) for one in file_faults())

    def _progress(self, events: int) -> None:
        self.events = events
        seconds = max(time.monotonic() - self.begun, 0.001)
        self.stderr.write(f"\r{events:,}  {events / seconds:,.0f}/s", ending="")
        self.stderr.flush()
