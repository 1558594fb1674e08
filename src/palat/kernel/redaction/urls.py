"""Addresses of release, on the desk."""

from django.urls import path

from palat.kernel.redaction.views import documents, finding, sets

desk_urlpatterns = [
    path("release/of/<str:code>/", sets.releases, name="releases"),
    path("release/<int:set_id>/", sets.release_set, name="release_set"),
    path("release/<int:set_id>/add/", sets.add, name="release_add"),
    path("release/<int:set_id>/find/", finding.find, name="release_find"),
    path("release/<int:set_id>/package.zip", sets.package, name="release_package"),
    path("release/<int:set_id>/index.pdf", sets.index, name="release_index"),
    path("release/<int:set_id>/do/<slug:what>/", sets.act, name="release_act"),
    path("release/<int:set_id>/<int:source_id>/", documents.document, name="release_document"),
    path("release/<int:set_id>/<int:source_id>/page-<int:page>.jpg", documents.page_image, name="release_page"),
    path("release/<int:set_id>/<int:source_id>/copy-<int:page>.jpg", documents.copy_image, name="release_copy_page"),
    path("release/<int:set_id>/<int:source_id>/<slug:what>/", documents.act, name="release_document_act"),
]
