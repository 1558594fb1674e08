from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "palat.duties.petitions"
    label = "petitions"

    def ready(self) -> None:
        from palat.duties.petitions import labels
        from palat.duties.petitions.operations.erasing import empty_petitions
        from palat.duties.petitions.queries.catalogue import category_names
        from palat.duties.petitions.queries.learning import answered_cases, sorted_cases
        from palat.duties.petitions.queries.searched import searched_texts
        from palat.kernel.language.suppliers import supply_cases
        from palat.kernel.language.terms import supply
        from palat.kernel.matters.searched import supply_texts
        from palat.kernel.retention.registry import empties

        labels.supply()
        supply(category_names)
        supply_cases("category", sorted_cases)
        supply_cases("agency", answered_cases)
        supply_texts("petition", searched_texts)
        empties("petitions", empty_petitions)
