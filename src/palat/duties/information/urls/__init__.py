"""Addresses of official information: the public ones and the desk's."""

from django.urls import path

from palat.duties.information.urls import appeals
from palat.duties.information.urls.complaints import complaint_desk_urlpatterns, complaint_portal_urlpatterns
from palat.duties.information.urls.yearly import yearly_urlpatterns
from palat.duties.information.views import (
    ckan,
    data,
    dataset_list,
    datasets,
    hub,
    parties,
    portal,
    procurement,
    procurement_public,
    publication_lists,
    publications,
    published,
    publishing_released,
    requests,
)

portal_urlpatterns = [
    *complaint_portal_urlpatterns,
    *appeals.portal_urlpatterns,
    path("information/", portal.home, name="information_home"),
    path("information/request/", portal.ask, name="information_ask"),
    *portal.FOLLOWED.urlpatterns(),
    path("information/published/", published.Index.as_view(), name="information_published"),
    path("information/published/<int:number>/", published.entry, name="information_entry"),
    path(
        "information/published/<int:number>/files/<int:version>/",
        published.entry_file,
        name="information_entry_file",
    ),
    path("information/procurement/", procurement_public.Public.as_view(), name="information_procurement"),
    path("data/", data.Catalogue.as_view(), name="data_catalogue"),
    path("data/catalog.<slug:ending>", data.catalogue_file, name="data_catalogue_file"),
    path("data/<slug:name>/", data.dataset, name="data_dataset"),
    path("data/<slug:name>.<slug:ending>", data.dataset_file, name="data_dataset_file"),
    path("data/<slug:name>/<uuid:uid>/", data.file, name="data_file"),
    path("data/<slug:name>/<uuid:uid>/<int:version>/", data.file, name="data_earlier_file"),
    path("information/personal-data-systems/", published.Systems.as_view(), name="information_systems"),
    path("information/objection/<str:token>/", parties.answer, name="information_party"),
]

# As CKAN has them, with and without the version of the API.
api_urlpatterns = [
    path("3/action/<slug:name>", ckan.action, name="ckan_action"),
    path("action/<slug:name>", ckan.action, name="ckan_action_plain"),
]

desk_urlpatterns = [
    *complaint_desk_urlpatterns,
    *yearly_urlpatterns,
    *appeals.desk_urlpatterns,
    path("information/", hub.hub, name="information_hub"),
    *requests.REQUESTS.urlpatterns(),
    path("information/requests/<str:code>/publish/", publishing_released.propose, name="information_publish_released"),
    path("information/datasets/", dataset_list.Datasets.as_view(), name="information_datasets"),
    path("information/datasets/new/", datasets.new, name="information_dataset_new"),
    path("information/datasets/<int:number>/", datasets.one, name="information_dataset"),
    path(
        "information/datasets/<int:number>/files/<int:which>/", datasets.version_file, name="information_dataset_file"
    ),
    path("information/datasets/<int:number>/<slug:what>/", datasets.act, name="information_dataset_do"),
    path("information/datasets/<int:number>/<slug:what>/<int:which>/", datasets.act, name="information_dataset_on"),
    path("information/procurement/", procurement.Months.as_view(), name="information_procurement_months"),
    path("information/procurement/import/", procurement.take_in, name="information_procurement_import"),
    path("information/procurement/<int:number>/", procurement.month, name="information_procurement_month"),
    path(
        "information/procurement/<int:number>/rejects/<int:which>/",
        procurement.rejects,
        name="information_procurement_rejects",
    ),
    path("information/procurement/<int:number>/<slug:what>/", procurement.act, name="information_procurement_do"),
    path("information/publications/", publication_lists.Publications.as_view(), name="information_publications"),
    path("information/publications/new/", publications.new, name="information_publication_new"),
    path(
        "information/publications/work/",
        publication_lists.PublicationWork.as_view(),
        name="information_publication_work",
    ),
    path("information/publications/work/<int:number>/", publication_lists.task, name="information_publication_task"),
    path("information/publications/<int:number>/", publications.entry, name="information_publication"),
    path(
        "information/publications/<int:number>/files/<int:version>/",
        publications.version_file,
        name="information_publication_file",
    ),
    path("information/publications/<int:number>/<slug:what>/", publications.act, name="information_publication_do"),
]
