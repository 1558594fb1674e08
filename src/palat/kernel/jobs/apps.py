from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "palat.kernel.jobs"
    label = "jobs"
