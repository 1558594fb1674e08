from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "palat.kernel.pages"
    label = "pages"
