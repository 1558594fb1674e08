from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "palat.kernel.accounts"
    label = "accounts"
