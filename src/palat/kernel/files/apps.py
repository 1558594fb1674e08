from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "palat.kernel.files"
    label = "files"
