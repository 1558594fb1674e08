from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "palat.kernel.exchange"
    label = "exchange"
