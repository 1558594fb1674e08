"""`palat`: the one command line of the product. Help is in Thai and English."""

import os
import sys

import click
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")

from palat.cli import documents, keeping, language, running  # noqa: F401 - each brings its commands
from palat.cli.commands import main


def trial() -> None:
    """Let a command without a database address use the embedded one, as a trial on one machine."""
    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("PALAT_DEBUG", "1")


def guarded() -> None:
    """Run the command line; what an operator can mend is said in one message, without a traceback."""
    trial()
    try:
        from django.db import OperationalError

        from palat.launch.assets import UnableToBuild
        from palat.launch.backup import UnableToBackUp
        from palat.launch.processes import Ended
        from palat.launch.programs import UnableToStart
        from palat.launch.roles import UnableToGrant
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    try:
        main()
    except (ImproperlyConfigured, UnableToStart, UnableToBuild, UnableToGrant, UnableToBackUp, Ended) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OperationalError as error:
        click.echo(
            f"ฐานข้อมูลไม่ตอบ โปรดตรวจ DATABASE_URL หรือสั่ง palat doctor\n"
            f"the database does not answer: check DATABASE_URL, or run palat doctor. {str(error).strip()}",
            err=True,
        )
        sys.exit(2)
    except PermissionError as error:
        click.echo(
            f"ไม่มีสิทธิ์เขียน {error.filename} โปรดสั่งในนามเจ้าของโฟลเดอร์ หรือกำหนด PALAT_VAR เป็นโฟลเดอร์ของท่าน\n"
            f"no right to write {error.filename}: run as the owner of the folder, or set PALAT_VAR to one of your own",
            err=True,
        )
        sys.exit(2)
