"""`classify`: learn the classifiers from our own closed matters, list them, go back to an earlier version."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from palat.kernel.language.learning import UnableToLearn
from palat.kernel.language.operations.classifying import UnableToUse, learn_again, use
from palat.kernel.language.queries.classifying import is_kept, learnt
from palat.kernel.language.suppliers import targets


class Command(BaseCommand):
    help = "Learn to propose category and agency from closed matters; each is tried before it replaces the last one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", default="train", choices=("train", "versions", "use"))
        parser.add_argument("--target", default="", choices=("", *targets()))
        parser.add_argument("--version-to-use", default="")
        parser.add_argument("--hold", action="store_true", help="No newer version takes its place by itself.")

    def handle(self, *, what: str, target: str, version_to_use: str, hold: bool, **options: Any) -> None:
        if what == "use":
            self._use(target, version_to_use, hold)
        for one in [target] if target else targets():
            self._train(one) if what == "train" else self._list(one)

    def _train(self, target: str) -> None:
        try:
            done = learn_again(target=target, at=timezone.now())
        except UnableToLearn as error:
            raise CommandError(f"เรื่องที่ยุติแล้วยังไม่พอให้เรียนรู้ · too little to learn from: {error}") from error
        top1 = done.figures["new"].get("top1", "–")
        told = "ใช้แล้ว · in force" if done.in_force else "ไม่ดีกว่ารุ่นเดิม จึงไม่ใช้ · not better than the last: not used"
        if done.held:
            told = f"ผู้ดูแลระบบคงรุ่น {done.held} ไว้ จึงไม่ใช้ · an administrator holds {done.held}: not used"
        self.stdout.write(f"{target} {done.version}: {done.cases:,} เรื่อง · matters, top1 {top1}, {told}")

    def _list(self, target: str) -> None:
        for one in learnt(target):
            state = "ใช้อยู่ · in force" if one.in_force else "ไม่ใช้ · not used"
            state += " (คงไว้ · held)" if one.held else ""
            state += "" if is_kept(target, one.version) else " (ไม่เก็บแล้ว · weights gone)"
            self.stdout.write(f"{target} {one.version}: {one.cases:,} เรื่อง · matters, top1 {one.percent}%, {state}")

    def _use(self, target: str, version: str, hold: bool) -> None:
        try:
            use(target=target, version=version, hold=hold, at=timezone.now(), by="system")
        except UnableToUse as error:
            raise CommandError(str(error)) from error
