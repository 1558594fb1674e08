from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ThaiFirst(LocaleMiddleware):
    """Speak Thai unless the visitor has chosen another language by the switch.

    The browser's Accept-Language is not followed: many machines in Thai offices ask for English without their
    users' knowledge, and an official text must look the same to everybody who has chosen nothing.
    """

    def process_request(self, request: HttpRequest) -> None:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response):  # type: ignore[no-untyped-def]
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
