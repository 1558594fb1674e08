from django.apps import AppConfig


class RedactionConfig(AppConfig):
    name = "palat.kernel.redaction"
    label = "redaction"
