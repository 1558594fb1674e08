from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "palat.kernel.matters"
    label = "matters"
