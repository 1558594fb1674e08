from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "palat.kernel.letters"
    label = "letters"
