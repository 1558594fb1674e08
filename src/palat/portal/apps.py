from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "palat.portal"
    label = "portal"
