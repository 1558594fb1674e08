"""`classify train`: learn the classifiers from this installation's own closed matters."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from palat.kernel.language.learning import UnableToLearn
from palat.kernel.language.operations.classifying import learn_again
from palat.kernel.language.suppliers import targets


class Command(BaseCommand):
    help = "Learn to propose category and agency from closed matters; each is tried before it replaces the last one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--target", default="", choices=("", *targets()))

    def handle(self, *, target: str, **options: Any) -> None:
        for one in [target] if target else targets():
            try:
                done = learn_again(target=one, at=timezone.now())
            except UnableToLearn as error:
                raise CommandError(f"เรื่องที่ยุติแล้วยังไม่พอให้เรียนรู้ · too little to learn from: {error}") from error
            new = done.figures["new"]
            told = "ใช้แล้ว · in force" if done.in_force else "ไม่ดีกว่ารุ่นเดิม จึงไม่ใช้ · not better than the last: not used"
            self.stdout.write(
                f"{one} {done.version}: {done.cases:,} เรื่อง · matters, top1 {new.get('top1', '–')}, {told}"
            )
