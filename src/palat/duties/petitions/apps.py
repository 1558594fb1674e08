from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "palat.duties.petitions"
    label = "petitions"

    def ready(self) -> None:
        from palat.duties.petitions.queries.catalogue import category_names
        from palat.kernel.language.terms import supply

        supply(category_names)
