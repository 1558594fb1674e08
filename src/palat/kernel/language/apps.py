from django.apps import AppConfig


class LanguageConfig(AppConfig):
    name = "palat.kernel.language"
    label = "language"
