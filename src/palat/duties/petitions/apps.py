from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "palat.duties.petitions"
    label = "petitions"
