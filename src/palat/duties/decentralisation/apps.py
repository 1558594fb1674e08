from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from palat.kernel.matters.demo_parts import PeopleByPost


class DecentralisationConfig(AppConfig):
    name = "palat.duties.decentralisation"
    label = "decentralisation"

    def ready(self) -> None:
        from palat.kernel.matters.demo_parts import demo_part

        def ledger(now: datetime, people: "PeopleByPost") -> int:
            from palat.duties.decentralisation.demo.ledger import fill  # a demo office alone asks for it

            return fill(now, people)

        demo_part("decentralisation.ledger", ledger)
