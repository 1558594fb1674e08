from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "palat.kernel.organisation"
    label = "organisation"
