from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "palat.kernel.registers"
    label = "registers"
