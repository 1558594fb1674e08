"""Addresses of decentralisation at the desk."""

from django.urls import path

from palat.duties.decentralisation.desk import TRANSFERS
from palat.duties.decentralisation.views import acts, cells, grid, hub, lists, local_governments, missions, revenue

desk_urlpatterns = [
    path("decentralisation/", hub.hub, name="decentralisation_hub"),
    path("decentralisation/grid/", grid.grid, name="decentralisation_grid"),
    path("decentralisation/locals/", local_governments.Locals.as_view(), name="decentralisation_locals"),
    path("decentralisation/locals/<int:number>/", local_governments.one, name="decentralisation_local"),
    path("decentralisation/missions/", missions.Missions.as_view(), name="decentralisation_missions"),
    path("decentralisation/missions/<int:number>/", missions.one, name="decentralisation_mission"),
    path("decentralisation/cells/", cells.Cells.as_view(), name="decentralisation_cells"),
    path("decentralisation/cells/<int:number>/", cells.one, name="decentralisation_cell"),
    path("decentralisation/lists/", lists.Lists.as_view(), name="decentralisation_lists"),
    path("decentralisation/lists/new/<slug:kind>/", lists.new, name="decentralisation_list_new"),
    path("decentralisation/lists/<int:number>/", lists.one, name="decentralisation_list"),
    path("decentralisation/lists/<int:number>/rejects/", lists.rejects, name="decentralisation_list_rejects"),
    path("decentralisation/lists/<int:number>/<slug:what>/", lists.act, name="decentralisation_list_do"),
    path("decentralisation/revenue/", revenue.Revenue.as_view(), name="decentralisation_revenue"),
    path("decentralisation/revenue/new/", revenue.new, name="decentralisation_revenue_new"),
    path("decentralisation/revenue/<int:year>/", revenue.one, name="decentralisation_revenue_year"),
    *TRANSFERS.urlpatterns(),
    path(
        "decentralisation/transfers/<str:code>/cells/",
        cells.TransferCells.as_view(),
        name="decentralisation_transfer_cells",
    ),
    path("decentralisation/transfers/<str:code>/plan/", cells.Candidates.as_view(), name="decentralisation_candidates"),
    path("decentralisation/transfers/<str:code>/list/", lists.new_of, name="decentralisation_list_of"),
    path("decentralisation/transfers/<str:code>/cells/<slug:what>/", acts.act, name="decentralisation_act"),
]
