"""Every command says in Thai and in English what it is for."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from palat import cli

THAI, LATIN = re.compile("[\u0e01-\u0e5b]{2}"), re.compile("[A-Za-z]{2}")


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield a group's commands, and theirs, with the words that reach them."""
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


EVERY = dict(commands(cli.main))


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_is_in_thai_and_english(words: tuple[str, ...]) -> None:
    said = CliRunner().invoke(cli.main, [*words, "--help"])
    assert said.exit_code == 0
    helps = [EVERY[words].help, *(one.help for one in EVERY[words].params if isinstance(one, click.Option))]
    assert "แสดงวิธีใช้ · show this message" in said.output
    for text in helps:
        assert text, words
        thai, _, english = text.partition(" · ")
        assert THAI.search(thai), text
        assert LATIN.search(english), text


def test_the_list_of_commands_keeps_both_halves() -> None:
    said = " ".join(CliRunner().invoke(cli.main, ["--help"]).output.split())
    for words, command in EVERY.items():
        if len(words) == 1:
            assert (command.help or "").split()[-1] in said
    assert "..." not in said.partition("Commands:")[2]
