"""A classifier that was learnt: what it proposes, how sure it is, and the words that spoke for it.

Kept as plain arrays and JSON in a folder, never as a pickle. The weights are read from the file as they are needed,
so that many processes share them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from palat.kernel.language.dictionary import plain_dictionary
from palat.kernel.language.features import (
    COLUMNS,
    LONGEST_TEXT,
    Case,
    Looked,
    Numbers,
    Shape,
    column_of,
    looked_at,
    weighed,
)

FORMAT = 2  # raised when what is kept, or how words become columns, changes: an older model is then learnt anew
AT_ONCE = 4_000
MANY = 500
MOST_WORDS = 5


class UnableToLoad(Exception):
    """A kept model is missing, damaged or of another format."""


@dataclass(frozen=True)
class Proposal:
    """A label that is proposed, how likely it is to be right, and the words that spoke for it."""

    label: str
    probability: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Classifier:
    """Weights of a linear model per label; margins become probabilities by the curves of `calibration`."""

    labels: tuple[str, ...]
    shape: Shape
    rarity: dict[str, Numbers]
    place_of: Numbers  # row in `weights` of each column; -1 where the column says nothing
    weights: Numbers
    offsets: Numbers
    calibration: Numbers  # per label: of its margin, of its lead over the next best, and a shift
    thresholds: Numbers  # margin from which a label is given, where several may be right

    def margins(self, cases: Sequence[Case]) -> Numbers:
        """Return how far each case lies on the side of each label."""
        found = [self._margins(cases[start : start + AT_ONCE]) for start in range(0, len(cases), AT_ONCE)]
        return np.concatenate(found) if found else np.zeros((0, len(self.labels)), dtype=np.float32)

    def _margins(self, cases: Sequence[Case]) -> Numbers:
        seen = self.seen(cases)
        sums = np.tile(self.offsets, (len(cases), 1))
        rows = self.place_of[seen.columns]
        known = rows >= 0
        begins = np.searchsorted(seen.rows[known], np.arange(len(cases) + 1))
        used, inverse = np.unique(rows[known], return_inverse=True)
        weights, values = self.weights[used].astype(np.float32), seen.values[known]
        if len(cases) >= MANY:
            return _multiplied(values, inverse, begins, weights) + sums
        for number in range(len(cases)):
            here = slice(begins[number], begins[number + 1])
            sums[number] += values[here] @ weights[inverse[here]]
        return sums

    def seen(self, cases: Sequence[Case]) -> Looked:
        """Return what the model sees of cases."""
        return weighed(looked_at(cases, self.shape), self.rarity, self.shape)

    def probabilities(self, margins: Numbers) -> Numbers:
        """Return how often labels with such margins were right when it was tried on cases held back."""
        of_margin, of_lead, shift = self.calibration.T
        chances: Numbers = 1 / (1 + np.exp(-np.clip(margins * of_margin + leads(margins) * of_lead + shift, -30, 30)))
        return chances

    def given(self, margins: Numbers) -> Numbers:
        """Return which labels are given: those above their thresholds, or else the first."""
        chosen = margins > self.thresholds
        none = ~chosen.any(1)
        chosen[none, margins[none].argmax(1)] = True
        return chosen

    def proposals(self, case: Case, *, most: int = 5) -> list[Proposal]:
        """Return the likeliest labels of a case, the likeliest first, each with the words that spoke for it."""
        if not case.text.strip():
            return []
        margins = self.margins([case])
        chances, first = self.probabilities(margins)[0], np.argsort(-margins[0], kind="stable")[:most]
        spoken = self._spoken(case)
        return [Proposal(self.labels[k], float(chances[k]), _loudest(spoken, int(k))) for k in first]

    def _spoken(self, case: Case) -> list[tuple[str, Numbers]]:
        """Return the words and pairs of words of a case, each with its weight for every label."""
        said = plain_dictionary().words(case.text[:LONGEST_TEXT])
        terms = {word: (column_of(word), "word") for word in dict.fromkeys(said)}
        terms |= {f"{one} {two}": (column_of(one, two), "pair") for one, two in pairwise(said)}
        found = []
        for term, (column, part) in terms.items():
            rarity = float(self.rarity[part][column])
            if rarity and self.place_of[column] >= 0:
                scale = rarity * self.shape.weights[part]
                found.append((term, self.weights[self.place_of[column]].astype(np.float32) * scale))
        return found

    def keep(self, folder: Path) -> None:
        """Write the model into a folder of its own."""
        folder.mkdir(parents=True)
        for name in ("place_of", "weights"):
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        for part, rarity in self.rarity.items():
            np.save(folder / f"rarity_{part}.npy", rarity.astype(np.float16), allow_pickle=False)
        told: dict[str, Any] = {name: getattr(self, name).tolist() for name in _LISTS}
        told |= {"format": FORMAT, "labels": self.labels}
        told |= {"parts": self.shape.weights, "apart": sorted(self.shape.apart)}
        (folder / "model.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _multiplied(values: Numbers, places: Numbers, begins: Numbers, weights: Numbers) -> Numbers:
    """Multiply many cases at once; scipy is worth its import then."""
    from scipy.sparse import csr_matrix

    found: Numbers = csr_matrix((values, places, begins), shape=(len(begins) - 1, len(weights))) @ weights
    return found


_LISTS = ("offsets", "calibration", "thresholds")


def leads(margins: Numbers) -> Numbers:
    """Return by how much each label lies before the best of the others."""
    if margins.shape[1] < 2:
        return margins
    first, best = margins.argmax(1), np.partition(margins, -2, axis=1)[:, -2:]
    others = np.repeat(best[:, 1:], margins.shape[1], axis=1)
    others[np.arange(len(margins)), first] = best[:, 0]
    return margins - others


def load(folder: Path) -> Classifier:
    """Return the model kept in a folder. Raises: UnableToLoad."""
    try:
        told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise UnableToLoad(folder.name)
        lists = {name: np.array(told[name], dtype=np.float32) for name in _LISTS}
        arrays = {name: _array(folder, name) for name in ("place_of", "weights")}
        rarity = {part: _array(folder, f"rarity_{part}") for part in told["parts"]}
        shape = Shape(told["parts"], frozenset(told["apart"]))
        made = Classifier(tuple(told["labels"]), shape, rarity, **arrays, **lists)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnableToLoad(folder.name) from error
    if made.place_of.shape != (COLUMNS,) or made.weights.shape[1] != len(made.labels):
        raise UnableToLoad(folder.name)
    return made


def _array(folder: Path, name: str) -> Numbers:
    found: Numbers = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return found


def _loudest(spoken: list[tuple[str, Numbers]], label: int) -> tuple[str, ...]:
    """Return the words that spoke for a label, the loudest first, each word once, alone or in a pair."""
    ordered = sorted(((float(weights[label]), term) for term, weights in spoken), reverse=True)
    told: list[str] = []
    for weight, term in ordered:
        if weight <= 0 or len(told) == MOST_WORDS:
            break
        if not set(term.split(" ")) & {word for other in told for word in other.split(" ")}:
            told.append(term)
    return tuple(told)
