"""The formula of an indicator: + - * / and brackets over named figures, read once, never run as code.

`100 * answered / received` is read by Python's own grammar into a tree of which only these five kinds of knots are let
in. A division by zero gives no value and says so; it is never taken for nought.
"""

import ast
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache

LONGEST = 200  # signs; also how deep a tree can be
DIGITS = 60
NO_DENOMINATOR, MISSING = "no_denominator", "missing"


class DefectiveFormula(ValueError):
    """The formula cannot be read; `code` says why (see `words.FORMULA_DEFECTS`), `what` names the place."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code, what)
        self.code, self.what = code, what


@dataclass(frozen=True)
class Result:
    """A value, or none and why: `no_denominator`, `missing` (a figure or a round), with what is meant."""

    value: Decimal | None
    reason: str = ""
    what: str = ""


Run = Callable[[Mapping[str, Decimal]], Decimal]


@dataclass(frozen=True)
class Formula:
    """A formula that was read."""

    text: str
    names: frozenset[str]
    divides: bool
    _run: Run

    def value(self, parts: Mapping[str, Decimal]) -> Result:
        """Return the value for named figures, or why there is none."""
        missing = sorted(self.names - parts.keys())
        if missing:
            return Result(None, MISSING, ", ".join(missing))
        with localcontext(prec=DIGITS):
            try:
                return Result(self._run(parts))
            except _NoDenominator as found:
                return Result(None, NO_DENOMINATOR, found.what)


class _NoDenominator(Exception):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def read(text: str, names: Collection[str]) -> Formula:
    """Read a formula over these names; the same one is read once. Raises: DefectiveFormula."""
    return _read(text, tuple(names))


@lru_cache(maxsize=512)
def _read(text: str, names: tuple[str, ...]) -> Formula:
    if not text.strip() or len(text) > LONGEST:
        raise DefectiveFormula("length")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise DefectiveFormula("grammar") from None
    reader = _Reader(text.strip(), frozenset(names))
    run = reader.knot(tree)
    unused = sorted(set(names) - reader.used)
    if unused:
        raise DefectiveFormula("unused", ", ".join(unused))
    if not reader.used:
        raise DefectiveFormula("constant")
    return Formula(text.strip(), frozenset(reader.used), reader.divides, run)


class _Reader:
    """Turns the tree of a formula into what computes it; lets nothing else in."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.text, self.names = text, names
        self.used: set[str] = set()
        self.divides = False

    def knot(self, node: ast.expr) -> Run:
        """Return what computes a knot. Raises: DefectiveFormula."""
        if isinstance(node, ast.Name):
            return self._name(node.id)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return self._number(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.knot(node.operand)
            return lambda parts: -inner(parts)
        if isinstance(node, ast.BinOp):
            return self._joined(node)
        raise DefectiveFormula("grammar", ast.get_source_segment(self.text, node) or "")

    def _name(self, name: str) -> Run:
        if name not in self.names:
            raise DefectiveFormula("unknown", name)
        self.used.add(name)
        return lambda parts: parts[name]

    def _number(self, node: ast.Constant) -> Run:
        written = ast.get_source_segment(self.text, node) or ""
        if not written.replace(".", "", 1).isdecimal():  # no 1e9, no 0x1f, no 1_000
            raise DefectiveFormula("grammar", written)
        number = Decimal(written)
        return lambda _parts: number

    def _joined(self, node: ast.BinOp) -> Run:
        left, right = self.knot(node.left), self.knot(node.right)
        if isinstance(node.op, ast.Add):
            return lambda parts: left(parts) + right(parts)
        if isinstance(node.op, ast.Sub):
            return lambda parts: left(parts) - right(parts)
        if isinstance(node.op, ast.Mult):
            return lambda parts: left(parts) * right(parts)
        if isinstance(node.op, ast.Div):
            self.divides = True
            return _quotient(left, right, ast.get_source_segment(self.text, node.right) or "")
        raise DefectiveFormula("grammar", ast.get_source_segment(self.text, node) or "")


def _quotient(left: Run, right: Run, what: str) -> Run:
    def run(parts: Mapping[str, Decimal]) -> Decimal:
        below = right(parts)
        if not below:
            raise _NoDenominator(what)
        return left(parts) / below

    return run
