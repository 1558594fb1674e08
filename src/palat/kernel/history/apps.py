from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "palat.kernel.history"
    label = "history"
