from django.apps import AppConfig


class EgifConfig(AppConfig):
    name = "palat.kernel.egif"
    label = "egif"
