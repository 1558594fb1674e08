from django.apps import AppConfig


class IncomingConfig(AppConfig):
    name = "palat.kernel.incoming"
    label = "incoming"
