from django.apps import AppConfig


class IdentitiesConfig(AppConfig):
    name = "palat.kernel.identities"
    label = "identities"
