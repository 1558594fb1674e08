"""Migrations that make tables in one step make tables only, and all that could be taken in one step are."""

from django.db.migrations import CreateModel, RunSQL
from django.db.migrations.loader import MigrationLoader

from palat.kernel.tables import TablesTogether


def test_what_is_made_together_is_tables() -> None:
    ours = {
        f"{app}.{name}": one
        for (app, name), one in MigrationLoader(None).disk_migrations.items()
        if type(one).__module__.startswith("palat.")
    }
    makes_tables_only = {
        name
        for name, one in ours.items()
        if all(isinstance(operation, CreateModel | RunSQL) for operation in one.operations)
        and sum(isinstance(operation, CreateModel) for operation in one.operations) > 1
    }
    together = {name for name, one in ours.items() if isinstance(one, TablesTogether)}
    assert together <= makes_tables_only, "an operation that alters a table would find it altered already"
    assert makes_tables_only <= together, "see palat.kernel.tables: a first migration is three times as fast so"
