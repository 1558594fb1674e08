"""Which pages of a scan belong together: separator sheets part it. Plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass

SEPARATOR = "PALAT:SEPARATOR:1"


@dataclass(frozen=True)
class Sheet:
    """A page of a scan, as far as splitting asks."""

    codes: tuple[str, ...]
    blank: bool = False

    @property
    def parts(self) -> bool:
        """Whether it is a separator sheet."""
        return SEPARATOR in self.codes


def split(sheets: Sequence[Sheet]) -> list[list[int]]:
    """Return the pages of each letter of a scan, counted from 1; separators are left out, and their blank backs.

    A scan without separators is one letter. Two separators in a row part nothing more than one.
    """
    letters: list[list[int]] = [[]]
    after_separator = False
    for number, sheet in enumerate(sheets, start=1):
        if sheet.parts:
            letters.append([])
        elif not (after_separator and sheet.blank):
            letters[-1].append(number)
        after_separator = sheet.parts
    return [pages for pages in letters if pages]
