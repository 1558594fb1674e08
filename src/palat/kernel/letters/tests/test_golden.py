"""Each form looks as it did when somebody last looked at it. See `golden.py` for drawing the pictures anew."""

import pytest
from PIL import Image

from palat.kernel.letters.layout import MAIN, Template, render, shipped
from palat.kernel.letters.templating.samples import sample

from .golden import FOLDER, TOLERANCE, difference, pages, pictures


def kept(name: str) -> list[Image.Image]:
    """The pictures of a paper that are kept."""
    return [Image.open(path).convert("L") for path in sorted(FOLDER.glob(f"{name}-?.png"))]


def test_every_paper_looks_as_it_did():
    names = set()
    for name, pdf in pages():
        names.add(name)
        drawn, before = pictures(pdf), kept(name)
        assert len(drawn) == len(before), f"{name}: {len(drawn)} pages instead of {len(before)}"
        differing = [difference(one, other) for one, other in zip(drawn, before, strict=True)]
        assert max(differing) <= TOLERANCE, f"{name}: {differing}"
    assert names == {path.stem.rsplit("-", 1)[0] for path in FOLDER.glob("*.png")}


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("#top-mark(data)\n", ""),  # a mark is gone
        ("#v(15mm)\n", "#v(19mm)\n"),  # everything stands a line lower
        ("#owner(data)", ""),
        ("#numbered([อ้างถึง], data.references)\n", ""),
    ],
)
def test_what_an_official_would_see_is_seen(line, instead):
    files = dict(shipped("external").files)
    assert line in files[MAIN]
    changed = Template({**files, MAIN: files[MAIN].replace(line, instead)})
    (drawn,) = pictures(render(sample("external"), changed))
    assert difference(drawn, kept("external")[0]) > TOLERANCE
