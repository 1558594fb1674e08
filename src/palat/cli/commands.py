"""What commands are made of: help in both languages, Django and the database at hand."""

from typing import Any

import click


def django_command(name: str, *words: str, **options: Any) -> None:
    """Run one of Django's or our packages' management commands, with the database answering."""
    import django
    from django.core.management import CommandError, call_command

    from palat.launch.running import database

    django.setup()
    try:
        with database():
            call_command(name, *words, **options)
    except CommandError as error:
        raise click.ClickException(str(error)) from None


def require_embedded() -> None:
    """Refuse to begin a long-running process when the embedded database does not run. Raises: UnableToStart."""
    from palat.settings import DATABASE_URL

    if not DATABASE_URL and not cluster().is_running():
        from palat.launch.programs import UnableToStart

        raise UnableToStart(
            "ฐานข้อมูลในตัวยังไม่ทำงาน สั่ง palat db start หรือกำหนด DATABASE_URL · "
            "the embedded database does not run: palat db start, or set DATABASE_URL"
        )


def cluster() -> Any:
    """Return the embedded server of this checkout."""
    from palat.launch.cluster import Cluster
    from palat.settings import embedded_home

    return Cluster(embedded_home())


class Command(click.Command):
    """A command whose help is in both languages to the last line."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "แสดงวิธีใช้ · show this message and exit"
        return option


class Group(Command, click.Group):
    """A group that lists its commands with their whole help: a shortened line would lose the English half."""

    command_class = Command
    group_class = type

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.help or "") for name, one in sorted(self.commands.items())])


@click.group(cls=Group, help="ปลัด: ระบบปฏิบัติการของสำนักงานปลัดสำนักนายกรัฐมนตรี · the operating system of the Office")
def main() -> None:
    pass
