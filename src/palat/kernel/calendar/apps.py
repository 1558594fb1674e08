from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "palat.kernel.calendar"
    label = "calendar"
