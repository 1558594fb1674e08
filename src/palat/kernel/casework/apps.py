from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "palat.kernel.casework"
    label = "casework"
