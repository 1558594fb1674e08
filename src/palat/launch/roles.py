"""The database role of web and worker: neither owner nor superuser, and unable to alter the history.

The triggers of the history refuse everyone but a superuser; without these rights the role does not
even reach them. Migrations use another role, the owner of the tables.
"""

from django.db import connection, transaction
from psycopg import sql

# What the role may not do, table by table. A body may be deleted (erasure of personal text), never edited;
# the head of a chain moves forward, and is never lost.
WITHHELD = {
    "history_event": "UPDATE, DELETE",
    "history_root": "UPDATE, DELETE",
    "history_leaf": "UPDATE, DELETE",
    "history_body": "UPDATE",
    "history_chainhead": "DELETE",
    "registers_registerentry": "DELETE",
    "registers_registeryear": "DELETE",
    "registers_registerblock": "UPDATE, DELETE",
    "letters_templateversion": "UPDATE, DELETE",
    "letters_wording": "UPDATE",  # deleted with its letter alone, under a list (trigger)
    "notices_wordingversion": "UPDATE, DELETE",
    **{
        f"retention_{table}": "DELETE" for table in ("destructionlist", "member", "item", "opinion", "hold", "transfer")
    },
    "decentralisation_revenueyear": "UPDATE, DELETE",
    "decentralisation_transferact": "UPDATE, DELETE",
    "decentralisation_transferstep": "UPDATE, DELETE",
    "planning_indicatorvalue": "UPDATE, DELETE",
    "django_migrations": "INSERT, UPDATE, DELETE",
}


class UnableToGrant(Exception):
    """The role cannot be given its rights; the message says what to do."""


def grant(role: str) -> None:
    """Grant a role what web and worker need, and nothing more. Repeating changes nothing.

    Raises: UnableToGrant if the role does not exist, or is too strong to be held back.
    """
    # In one transaction: web and worker that run meanwhile are never without their rights.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR pg_has_role(oid, current_user, 'member') FROM pg_roles WHERE rolname = %s", [role]
        )
        found = cursor.fetchone()
        if found is None:
            raise UnableToGrant(
                f"ไม่มีบทบาท {role} ในฐานข้อมูล โปรดสร้างก่อน · create the role first: CREATE ROLE {role} LOGIN PASSWORD '…'"
            )
        if found[0]:
            raise UnableToGrant(
                f"บทบาท {role} เป็นเจ้าของตารางหรือผู้ดูแลฐานข้อมูล โปรดใช้บทบาทอื่น · "
                f"the role {role} owns the tables or is a superuser: use another for PALAT_DB_APP_ROLE"
            )
        for statement in _statements(role):
            cursor.execute(statement)


def _statements(role: str) -> list[sql.Composed]:
    to = sql.Identifier(role)
    said = [
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(to),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(to),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(to),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(to),
    ]
    for table, rights in WITHHELD.items():
        said.append(sql.SQL("REVOKE {} ON {} FROM {}").format(sql.SQL(rights), sql.Identifier(table), to))
    return said
