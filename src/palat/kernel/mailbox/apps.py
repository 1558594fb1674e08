from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "palat.kernel.mailbox"
    label = "mailbox"
