from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from palat.kernel.matters.demo_parts import PeopleByPost


class InformationConfig(AppConfig):
    name = "palat.duties.information"
    label = "information"

    def ready(self) -> None:
        from palat.duties.information.operations.appealing.erasing import empty_appeals
        from palat.duties.information.operations.erasing import empty_information
        from palat.duties.information.operations.keeping import bring_into_schedule
        from palat.duties.information.queries.searched import searched_appeals, searched_complaints, searched_texts
        from palat.kernel.matters.demo_parts import demo_part
        from palat.kernel.matters.searched import supply_texts
        from palat.kernel.retention.registry import empties

        def requests(now: datetime, people: "PeopleByPost") -> int:
            from palat.duties.information.demo.filling import fill  # a demo office alone asks for it

            return fill(now, people)

        def publications(now: datetime, people: "PeopleByPost") -> int:
            from palat.duties.information.demo.procurement import fill as fill_months
            from palat.duties.information.demo.publications import fill

            return fill_months(now, people) + fill(now, people)

        def appeals(now: datetime, people: "PeopleByPost") -> int:
            from palat.duties.information.demo.appeals import fill_appeals

            return fill_appeals(now, people)

        def catalogue(now: datetime, people: "PeopleByPost") -> int:
            from palat.duties.information.demo.datasets import fill

            return fill(now, people)

        demo_part("information", requests)
        demo_part("information.appeals", appeals)
        demo_part("information.publications", publications)
        demo_part("information.statistics", catalogue, last=True)
        supply_texts("information_request", searched_texts)
        for procedure in ("information_complaint", "information_check"):
            supply_texts(procedure, searched_complaints)
        supply_texts("information_appeal", searched_appeals)
        bring_into_schedule()
        empties("information", empty_information)
        empties("information.appeals", empty_appeals)
