from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "palat.api"
    label = "api"
