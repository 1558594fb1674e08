from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "palat.desk"
    label = "desk"
