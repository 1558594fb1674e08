"""How a classifier is learnt from cases whose labels people gave.

One linear support vector machine per label over hashed words; a part of the cases is held back to set thresholds and
to learn how margins become probabilities, and then the labels that have few cases are
learnt once more from all. scikit-learn is imported here only.
"""

import hashlib
import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from palat.kernel.language.classifier import Classifier, leads
from palat.kernel.language.features import (
    COLUMNS,
    Case,
    Looked,
    Numbers,
    Shape,
    looked_at,
    marks_of,
    rarity_of,
    weighed,
)

TOLERANCE = 0.1  # of the separation: closer changes nothing that could be measured
HELD_BACK = 6  # one in so many cases is held back
FEWEST = 20  # cases below which nothing can be learnt
RARE_PERIOD = 0.3  # a period with a smaller share of the cases is read apart as well
LOWEST, HIGHEST = -0.6, 0.2  # thresholds stay within, where few cases speak for them
PLENTY = 2_000  # a label with so many cases is not learnt a second time with the part that was held back
HOLD = 10.0  # how firmly the curve of a label is held to that of all labels
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class UnableToLearn(Exception):
    """Too few cases, or only one label among them."""


@dataclass(frozen=True)
class Manner:
    """How one target is learnt."""

    penalty: float  # of the support vector machine: the smaller, the plainer the model
    weights: dict[str, float]
    many: int = 0  # cases for which the penalty was chosen: with fewer, each counts for more; 0: always the same
    evenness: float = 0.0  # how far rare labels are made up for being rare: 0 not at all, 1 wholly
    hidden: int = 0  # of a hundred cases, learnt as if their period were not known: a new period has no words yet

    def penalty_for(self, cases: int) -> float:
        """Return the penalty for so many cases."""
        return self.penalty * float(np.clip((self.many / cases) ** 0.5, 0.7, 3)) if self.many else self.penalty


CATEGORY = Manner(1.0, {"word": 1.0, "pair": 0.5, "around": 0.6, "apart": 0.7})
AGENCY = Manner(
    0.2,
    {"word": 1.0, "pair": 0.5, "around": 0.6, "apart": 0.7, "street": 0.6, "street_pair": 0.4},
    many=5_000,
    evenness=0.5,
    hidden=15,
)
MANNERS = {"category": CATEGORY, "agency": AGENCY}


def fold_of(case: Case) -> int:
    """Return in which of a hundred parts a case falls; near-identical texts fall into the same."""
    letters = _NOT_LETTERS.sub("", case.text)[:80]
    return int(hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:8], 16) % 100


def learn(cases: Sequence[Case], labels: Sequence[Sequence[str]], manner: Manner) -> Classifier:
    """Return a classifier learnt from cases and the labels of each. Raises: UnableToLearn."""
    names = tuple(sorted({label for some in labels for label in some}))
    if len(cases) < FEWEST or len(names) < 2:
        raise UnableToLearn(f"{len(cases)} cases, {len(names)} labels")
    truth = truth_of(labels, names)
    held = np.array([fold_of(case) % HELD_BACK == 0 for case in cases])
    cases = [_without_period(case) if _is_hidden(case, manner) else case for case in cases]
    shape = Shape(manner.weights, _apart(cases))
    parts = looked_at(cases, shape)
    rarity = {part: rarity_of(looked) for part, looked in parts.items()}
    seen = weighed(parts, rarity, shape)
    used = np.unique(seen.columns)
    place_of = np.full(COLUMNS, -1, dtype=np.int32)
    place_of[used] = np.arange(len(used))
    matrix = _matrix(seen, place_of, len(used))
    trial = _separate(matrix[~held], truth[~held], manner)
    margins = np.asarray(matrix[held] @ trial[0]) + trial[1]
    plenty = truth[~held].sum(0) >= PLENTY
    weights, offsets = (np.array(part) for part in trial)
    weights[:, ~plenty], offsets[~plenty] = _separate(matrix, truth[:, ~plenty], manner)
    return Classifier(
        labels=names,
        shape=shape,
        rarity=rarity,
        place_of=place_of,
        weights=weights.astype(np.float16),
        offsets=offsets,
        calibration=_calibrate(margins, truth[held]),
        thresholds=_thresholds(margins, truth[held]),
    )


def truth_of(labels: Sequence[Sequence[str]], names: Sequence[str]) -> Numbers:
    """Return a table of cases by labels: which are right. A label that has no name here is left out."""
    place = {name: number for number, name in enumerate(names)}
    truth = np.zeros((len(labels), len(names)), dtype=bool)
    for row, some in enumerate(labels):
        for label in some:
            if label in place:
                truth[row, place[label]] = True
    return truth


def _is_hidden(case: Case, manner: Manner) -> bool:
    return bool(manner.hidden) and fold_of(case) * 37 % 100 < manner.hidden


def _without_period(case: Case) -> Case:
    return replace(case, period="")


def _apart(cases: Sequence[Case]) -> frozenset[str]:
    """Return the periods and channels that are rare, in which people may write, and officers name, differently."""
    counted = Counter(mark for case in cases for mark in marks_of(case))
    return frozenset(mark for mark, number in counted.items() if number < RARE_PERIOD * len(cases))


def _matrix(seen: Looked, place_of: Numbers, width: int) -> Any:
    from scipy.sparse import csr_matrix

    cells = (seen.values.astype(np.float64), (seen.rows, place_of[seen.columns]))
    return csr_matrix(cells, shape=(seen.height, width))


def _separate(matrix: Any, truth: Numbers, manner: Manner) -> tuple[Numbers, Numbers]:
    """Return weights and offsets per label; a label without cases stays far off."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    penalty = manner.penalty_for(len(truth))
    weights = np.zeros((matrix.shape[1], truth.shape[1]), dtype=np.float32)
    offsets = np.full(truth.shape[1], -1, dtype=np.float32)
    for label in range(truth.shape[1]):
        right = truth[:, label]
        if right.all() or not right.any():
            offsets[label] = 1 if right.all() else -1
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            made_up = {True: max(1.0, (len(right) / right.sum() - 1) ** manner.evenness), False: 1.0}
            machine = LinearSVC(C=penalty, tol=TOLERANCE, class_weight=made_up, random_state=0)
            fitted = machine.fit(matrix, right)
        weights[:, label], offsets[label] = fitted.coef_[0], fitted.intercept_[0]
    return weights, offsets


def _thresholds(margins: Numbers, truth: Numbers) -> Numbers:
    """Return per label the margin from which giving it does best (F1) on the cases held back."""
    found = np.full(truth.shape[1], (LOWEST + HIGHEST) * 1.5 / 2, dtype=np.float32)
    for label in range(truth.shape[1]):
        order = np.argsort(-margins[:, label], kind="stable")
        right = truth[order, label]
        if right.sum() < 3:
            continue
        score = 2 * np.cumsum(right) / (np.arange(1, len(right) + 1) + right.sum())
        best = int(score.argmax())
        following = margins[order[min(best + 1, len(order) - 1)], label]
        found[label] = np.clip((margins[order[best], label] + following) / 2, LOWEST, HIGHEST)
    return found


def _calibrate(margins: Numbers, truth: Numbers) -> Numbers:
    """Return per label the curve by which margins become probabilities; one with few cases follows all others."""
    lead = leads(margins)
    every = _curve(margins.ravel(), lead.ravel(), truth.ravel(), np.array([2.0, 2.0, 0.0]), 1e-3)
    columns = range(truth.shape[1])
    return np.array([_curve(margins[:, k], lead[:, k], truth[:, k], every, HOLD) for k in columns], dtype=np.float32)


def _curve(margins: Numbers, lead: Numbers, right: Numbers, start: Numbers, hold: float) -> Numbers:
    """Fit a logistic curve by Newton's steps, held towards `start`."""
    seen = np.stack([margins, lead, np.ones(len(margins))], 1).astype(np.float64)
    fitted = start.copy()
    for _step in range(30):
        chance = 1 / (1 + np.exp(-np.clip(seen @ fitted, -30, 30)))
        slope = seen.T @ (chance - right) + hold * (fitted - start)
        bend = (seen * (chance * (1 - chance))[:, None]).T @ seen + (hold + 1e-3) * np.eye(3)
        step = np.linalg.solve(bend, slope)
        fitted = fitted - np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-5:
            break
    return fitted
