from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "palat.kernel.retention"
    label = "retention"
