from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "palat.kernel.agencies"
    label = "agencies"
