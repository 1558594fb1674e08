from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "palat.kernel.reports"
    label = "reports"
