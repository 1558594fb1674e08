from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "palat.duties.information"
    label = "information"

    def ready(self) -> None:
        from palat.duties.information.operations.erasing import empty_information
        from palat.duties.information.queries.searched import searched_texts
        from palat.kernel.matters.searched import supply_texts
        from palat.kernel.retention.registry import empties

        supply_texts("information_request", searched_texts)
        empties("information", empty_information)
