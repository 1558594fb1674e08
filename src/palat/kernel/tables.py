"""Migrations that make many tables draw the state of the house once, not once for each table."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState


class TablesTogether(Migration):
    """A migration that only makes tables and runs SQL, and may be taken in one step.

    Django renders every related model anew after each table: with all apps related, that is most of a first
    migration's time. Here the tables are made out of the state after all of them; keys to tables that come later are
    set at the end of the migration, as Django does for any. An operation that alters a table has no place in one.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Make the tables, or collect their SQL; return the state after them."""
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)  # rendered again, whole, when it is asked for
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        one: Any
        for one in self.operations:
            if collect_sql:
                schema_editor.collected_sql.append(f"-- {one.describe()}")
            one.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state
