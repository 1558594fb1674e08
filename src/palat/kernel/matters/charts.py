"""State charts: where the boxes and lines of a track's states lie, and the drawing as SVG.

Layers from top to bottom (Sugiyama's way): moves back are turned for the layout, long lines lead through
places of their own in the layers between, so that no line ever crosses a box. Lines carry the numbers by which
the table beneath names the moves; a move that may be made from many states is marked inside the boxes instead.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.matters.procedure import Move, TrackType
from palat.kernel.matters.registry import procedures

BOX_W, BOX_H, GAP_X, GAP_Y, LANE, MARGIN = 196, 58, 34, 78, 30, 16
MANY = 3  # a move from more states than this is marked in the boxes, not drawn as lines
SWEEPS = 12
Node = str  # a state's code, or a place of a long line: "source>target@layer"


@dataclass
class Chart:
    """A track's states laid out: centre and layer of every node, and the numbers on every line."""

    track: TrackType
    numbers: dict[str, int]
    lines: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    hints: set[tuple[str, str]] = field(default_factory=set)  # what marked moves join: for the layers only
    leaves: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # marks inside boxes
    enters: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    layers: list[list[Node]] = field(default_factory=list)
    x: dict[Node, float] = field(default_factory=dict)
    layer: dict[Node, int] = field(default_factory=dict)
    paths: dict[tuple[str, str], list[Node]] = field(default_factory=dict)

    def y(self, node: Node) -> float:
        """Return the middle of a node's layer."""
        return MARGIN + BOX_H / 2 + self.layer[node] * (BOX_H + GAP_Y)

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of the drawing."""
        right = max(self.x[node] + _width(node) / 2 for node in self.x)
        return right + MARGIN, MARGIN * 2 + len(self.layers) * BOX_H + (len(self.layers) - 1) * GAP_Y


def numbers_of(track: TrackType) -> dict[str, int]:
    """Return the number by which chart and table name each move."""
    return {move.code: number for number, move in enumerate(track.moves, 1)}


def sources(track: TrackType, move: Move) -> list[str]:
    """Return the states from which a move leads to another state."""
    return [state.code for state in track.states if move.leads_from(state) and set(move.targets) - {state.code}]


def laid_out(track: TrackType) -> Chart:
    """Lay a track out. The same track is always laid out the same."""
    chart = Chart(track, numbers_of(track))
    for move in track.moves:
        _collect(chart, move)
    forward = _without_cycles(track, set(chart.lines))
    _rank(chart, forward)
    _lay_paths(chart, forward)
    _order(chart)
    _place(chart)
    return chart


def _collect(chart: Chart, move: Move) -> None:
    number, begins = chart.numbers[move.code], sources(chart.track, move)
    many = len(begins) > MANY
    for begin in begins if move.targets else ():
        if many:
            chart.leaves[begin].append(number)
        for target in move.targets:
            if target != begin and not many:
                chart.lines[begin, target].append(number)
            if many and move.frm:
                chart.hints.add((begin, target))
    if many:
        for target in move.targets:
            chart.enters[target].append(number)


def _without_cycles(track: TrackType, lines: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for each line the direction in which it is laid out: those that lead back are turned."""
    place = {state.code: number for number, state in enumerate(track.states)}
    return {line: line if place[line[0]] < place[line[1]] else (line[1], line[0]) for line in lines}


def _rank(chart: Chart, forward: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Give every state the layer below the lowest from which a line comes down to it."""
    place = {state.code: number for number, state in enumerate(chart.track.states)}
    pairs = {*forward.values(), *(pair for pair in chart.hints if place[pair[0]] < place[pair[1]])}
    for state in chart.track.states:  # in the order of the procedure, to which all lines were turned
        above = [chart.layer[begin] for begin, end in pairs if end == state.code]
        chart.layer[state.code] = max(above, default=-1) + 1
    depth = max(chart.layer.values()) + 1
    chart.layers = [[] for _each in range(depth)]
    for state in chart.track.states:
        chart.layers[chart.layer[state.code]].append(state.code)


def _lay_paths(chart: Chart, forward: dict[tuple[str, str], tuple[str, str]]) -> None:
    for line in sorted(chart.lines):
        begin, end = forward[line]
        between = [f"{line[0]}>{line[1]}@{level}" for level in range(chart.layer[begin] + 1, chart.layer[end])]
        for level, node in enumerate(between, chart.layer[begin] + 1):
            chart.layer[node] = level
            chart.layers[level].append(node)
        path = [begin, *between, end]
        chart.paths[line] = path if (begin, end) == line else path[::-1]


def _neighbours(chart: Chart) -> dict[Node, list[Node]]:
    found: dict[Node, list[Node]] = defaultdict(list)
    for path in chart.paths.values():
        for one, other in itertools.pairwise(path):
            found[one].append(other)
            found[other].append(one)
    return found


def _order(chart: Chart) -> None:
    """Order each layer by the middle of what it is joined to, up and down, to cross few lines."""
    near = _neighbours(chart)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for layer in chart.layers[1:] if down else reversed(chart.layers[:-1]):
            beside = -1 if down else 1
            spot = {node: index for level in chart.layers for index, node in enumerate(level)}

            def middle(node: Node, beside: int = beside, spot: dict[Node, int] = spot) -> float:
                joined = [spot[other] for other in near[node] if chart.layer[other] == chart.layer[node] + beside]
                return sum(joined) / len(joined) if joined else spot[node]

            layer.sort(key=middle)


def _width(node: Node) -> float:
    return LANE if ">" in node else BOX_W


def _place(chart: Chart) -> None:
    """Give each node its middle: near what it is joined to, never closer to its neighbour than the gap."""
    near = _neighbours(chart)
    for layer in chart.layers:
        _spread(chart, layer, dict.fromkeys(layer, 0.0))
    for _sweep in range(SWEEPS):
        for layer in chart.layers:
            wanted = {
                node: sum(chart.x[other] for other in near[node]) / len(near[node]) if near[node] else chart.x[node]
                for node in layer
            }
            _spread(chart, layer, wanted)
    left = min(chart.x[node] - _width(node) / 2 for node in chart.x)
    for node in chart.x:
        chart.x[node] += MARGIN - left


def _spread(chart: Chart, layer: list[Node], wanted: dict[Node, float]) -> None:
    edge, placed = float("-inf"), {}
    for node in layer:
        placed[node] = max(wanted[node], edge + _width(node) / 2)
        edge = placed[node] + _width(node) / 2 + GAP_X
    shift = sum(wanted[node] - placed[node] for node in layer) / max(len(layer), 1)
    chart.x.update({node: x + shift for node, x in placed.items()})


# Drawing ------------------------------------------------------------------------------------------------------

INK, LINE, SOFT, FINAL, PAPER = "#1b2140", "#5b648a", "#eaedfa", "#e3f3e9", "#ffffff"
PER_CHARACTER, LINE_H = 7.6, 19
ABOVE = set("ัิีึืฺุู็่้๊๋์ํ๎")


def svg(track: TrackType) -> str:
    """Draw a track's states and the moves between them."""
    chart = laid_out(track)
    width, height = (round(length) for length in chart.size)
    taken: list[tuple[float, float]] = []
    lines = "".join(_line(chart, line, taken) for line in sorted(chart.paths))
    boxes = "".join(_box(chart, state.code) for state in track.states)
    title = _("แผนผังสถานะ: %(track)s") % {"track": _(track.label)}
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" font-family="Sarabun, Noto Sans Thai, sans-serif" font-size="15">'
        f"<title>{escape(title)}</title>"
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0 10 5 0 10z" fill="{LINE}"/></marker></defs>{lines}{boxes}</svg>'
    )


def documents() -> Iterator[tuple[str, str]]:
    """Yield name and drawing of every track of every procedure in every version, in Thai, for docs/procedures."""
    with override("th"):
        for one in procedures():
            for track in one.tracks:
                yield f"{one.code}-{one.version}-{track.code}.svg", svg(track) + "\n"


def _line(chart: Chart, line: tuple[str, str], taken: list[tuple[float, float]]) -> str:
    path = chart.paths[line]
    down = chart.layer[path[-1]] > chart.layer[path[0]]
    points = [(chart.x[node], chart.y(node)) for node in path]
    half = BOX_H / 2 if down else -BOX_H / 2
    slide = 14 if down else -14  # there and back again never lie on one another
    begin, end = (points[0][0] + slide, points[0][1] + half), (points[-1][0] + slide, points[-1][1] - half)
    steps = [begin, *((x, y) for x, y in points[1:-1]), end]
    drawn, at = f"M{begin[0]:.0f} {begin[1]:.0f}", begin
    first: tuple[tuple[float, float], tuple[float, float]] | None = None
    for index, point in enumerate(steps[1:], 1):
        entry = point if index == len(steps) - 1 else (point[0], point[1] - half)
        bend = (entry[1] - at[1]) / 2
        drawn += f"C{at[0]:.0f} {at[1] + bend:.0f} {entry[0]:.0f} {entry[1] - bend:.0f} {entry[0]:.0f} {entry[1]:.0f}"
        first = first or (at, entry)
        at = entry
        if entry != point:
            at = (point[0], point[1] + half)
            drawn += f"L{at[0]:.0f} {at[1]:.0f}"
    label = _mark(chart, line, first or (begin, end), taken)
    return f'<path d="{drawn}" fill="none" stroke="{LINE}" stroke-width="1.6" marker-end="url(#tip)"/>{label}'


def _mark(
    chart: Chart,
    line: tuple[str, str],
    stretch: tuple[tuple[float, float], tuple[float, float]],
    taken: list[tuple[float, float]],
) -> str:
    """Set the numbers of a line on its first stretch, where no other numbers lie."""
    (x0, y0), (x1, y1) = stretch
    bend = (y1 - y0) / 2
    best = (x0, y0)
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78):
        rest = 1 - share
        x = rest**3 * x0 + 3 * rest**2 * share * x0 + 3 * rest * share**2 * x1 + share**3 * x1
        y = rest**3 * y0 + 3 * rest**2 * share * (y0 + bend) + 3 * rest * share**2 * (y1 - bend) + share**3 * y1
        best = (x, y)
        if all(abs(x - other) > 38 or abs(y - height) > 22 for other, height in taken):
            break
    taken.append(best)
    return _pill(best[0], best[1], chart.lines[line], chart)


def _pill(x: float, y: float, numbers: list[int], chart: Chart, *, fill: str = PAPER) -> str:
    words = ", ".join(map(str, numbers))
    width = max(24, 9 * len(words) + 8)
    names = {number: code for code, number in chart.numbers.items()}
    title = "\n".join(f"{number} {_(chart.track.move(names[number]).label)}" for number in numbers)
    return (
        f'<g><title>{escape(title)}</title><rect x="{x - width / 2:.0f}" y="{y - 11:.0f}" width="{width}" height="22"'
        f' rx="11" fill="{fill}" stroke="{LINE}"/><text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle"'
        f' font-size="13" fill="{INK}">{words}</text></g>'
    )


def _box(chart: Chart, code: str) -> str:
    state, x, y = chart.track.state(code), chart.x[code], chart.y(code)
    first = code == chart.track.initial
    fill = FINAL if state.final else SOFT
    rx = BOX_H / 2 if state.final else 8
    words = _wrapped(_(state.label))
    top = y + 5 - (len(words) - 1) * LINE_H / 2
    text = "".join(
        f'<text x="{x:.0f}" y="{top + place * LINE_H:.0f}" text-anchor="middle" fill="{INK}">{escape(line)}</text>'
        for place, line in enumerate(words)
    )
    marks = ""
    if chart.enters[code]:
        marks += _pill(x, y - BOX_H / 2, chart.enters[code], chart, fill="#f8edd7")
    if chart.leaves[code]:
        marks += _pill(x + BOX_W / 2 - 26, y + BOX_H / 2, chart.leaves[code], chart, fill="#f8edd7")
    return (
        f'<rect x="{x - BOX_W / 2:.0f}" y="{y - BOX_H / 2:.0f}" width="{BOX_W}" height="{BOX_H}" rx="{rx:.0f}"'
        f' fill="{fill}" stroke="{INK}" stroke-width="{3 if first else 1.2}"/>{text}{marks}'
    )


def _wrapped(label: str) -> list[str]:
    """Break a label into at most two lines, at a space where there is one near the middle."""
    wide = sum(sign not in ABOVE for sign in label) * PER_CHARACTER
    spaces = [place for place, sign in enumerate(label) if sign == " "]
    if wide <= BOX_W - 16 or not spaces:
        return [label]
    cut = min(spaces, key=lambda place: abs(place - len(label) / 2))
    return [label[:cut], label[cut + 1 :]]
