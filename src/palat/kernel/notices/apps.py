from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "palat.kernel.notices"
    label = "notices"
