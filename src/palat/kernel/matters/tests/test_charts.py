"""State charts: every state and every move is there, nothing lies on anything else, and the docs are fresh."""

import re
from datetime import date
from itertools import combinations

import pytest

from palat.kernel.matters.charts import BOX_H, BOX_W, documents, laid_out, svg
from palat.kernel.matters.describing import moves_in_words
from palat.kernel.matters.procedure import Procedure, TrackType
from palat.kernel.matters.registry import latest, procedures
from palat.settings import ROOT

TRACKS = [
    pytest.param(one, track, id=f"{one.code}-{one.version}-{track.code}")
    for one in procedures()
    for track in one.tracks
]


@pytest.mark.parametrize(("procedure", "track"), TRACKS)
def test_boxes_do_not_overlap_and_lines_cross_no_box(procedure: Procedure, track: TrackType) -> None:
    chart = laid_out(track)
    boxes = {state.code: (chart.x[state.code], chart.y(state.code)) for state in track.states}
    for one, other in combinations(boxes.values(), 2):
        assert abs(one[0] - other[0]) >= BOX_W or abs(one[1] - other[1]) >= BOX_H
    for path in chart.paths.values():
        for node in path[1:-1]:
            beside = [x for x, y in boxes.values() if y == chart.y(node)]
            assert all(abs(chart.x[node] - x) > BOX_W / 2 for x in beside)


@pytest.mark.parametrize(("procedure", "track"), TRACKS)
def test_chart_shows_every_state_and_every_move_that_changes_one(procedure: Procedure, track: TrackType) -> None:
    chart, drawn = laid_out(track), svg(track)
    for state in track.states:
        first = state.label.split(" ")[0]
        assert first in drawn
    shown = {
        number for many in (chart.lines, chart.leaves, chart.enters) for numbers in many.values() for number in numbers
    }
    leading = {chart.numbers[move.code] for move in track.moves if set(move.targets) - set(move.frm)}
    assert leading <= shown
    assert svg(track) == drawn
    width, height = map(int, re.findall(r'width="(\d+)" height="(\d+)"', drawn)[0])
    assert 0 < width < 3000
    assert 0 < height < 3000


@pytest.mark.django_db
def test_every_move_is_told_with_its_law_and_its_mark() -> None:
    petition = latest("petition")
    told = {move.code: move for move in moves_in_words(petition, petition.main, date(2026, 6, 8))}
    assert set(told) == {move.code for move in petition.main.moves}
    accept = told["accept"]
    assert accept.limits[0].words.endswith("3 วันทำการ")
    assert accept.limits[0].provisional
    assert any("คัดกรอง" in words for words in accept.stops)
    assert any("คนละคน" in words for words in told["approve_refusal"].asks)
    assert accept.public == "รับเรื่องไว้พิจารณา"


def test_drawings_in_the_docs_are_fresh() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "procedures").glob("*.svg")}
    assert kept == dict(documents()), "run: palat docs procedures"
