from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from palat.kernel.matters.demo_parts import PeopleByPost


class PlanningConfig(AppConfig):
    name = "palat.duties.planning"
    label = "planning"

    def ready(self) -> None:
        from palat.duties.planning.operations.erasing import empty_planning
        from palat.kernel.matters.demo_parts import demo_part
        from palat.kernel.retention.registry import empties

        def agreements(now: datetime, people: "PeopleByPost") -> int:
            from palat.duties.planning.demo.filling import fill  # a demo office alone asks for it

            return fill(now, people)

        demo_part("planning", agreements)
        empties("planning", empty_planning)
