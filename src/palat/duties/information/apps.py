from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "palat.duties.information"
    label = "information"
