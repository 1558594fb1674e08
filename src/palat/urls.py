"""Where each address leads: the portal, the desk, sign-in."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("palat.kernel.accounts.urls")),
    path("api/", include("palat.api.urls")),
    path("desk/", include("palat.desk.urls")),
    path("hooks/", include("palat.kernel.notices.urls")),
    path("hooks/", include("palat.kernel.egif.urls")),
    path("", include("palat.portal.urls")),
]

handler400 = "palat.kernel.pages.views.bad_request"
