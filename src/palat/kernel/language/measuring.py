"""How good a classifier is on cases that it never saw, beside a plain baseline in the same run.

Times are those of the processor, one core: what else the machine does while it measures does not count.
"""

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from palat.kernel.language.classifier import Classifier
from palat.kernel.language.features import Case, Numbers
from palat.kernel.language.learning import MANNERS, Manner, learn, truth_of
from palat.kernel.language.ticket_files import labelled

Labels = Sequence[Sequence[str]]
Taught = tuple[Sequence[Case], Labels]
BINS = 10


def evaluated(taught: Path, tried: Path, target: str) -> dict[str, Any]:
    """Return `compared` of two files of the Traffy layout. Raises: UnableToRead, UnableToLearn."""
    return compared(labelled(taught, target), labelled(tried, target), MANNERS[target]) | {"target": target}


def in_words(found: dict[str, Any]) -> str:
    """Return figures as a table to be read."""
    names = [name for name in found["ours"] if name in found["baseline"]]
    lines = [f"{name:>12} {found['ours'][name]:>10} {found['baseline'][name]:>10}" for name in names]
    head = f"{found['target']}: {found['train']:,} → {found['test']:,}, {found['train_s']} s"
    return "\n".join([head, f"{'':>12} {'ours':>10} {'baseline':>10}", *lines])


def compared(train: Taught, test: Taught, manner: Manner, *, also: Mapping[str, Sequence[bool]] = {}) -> dict[str, Any]:
    """Learn from one set, try on another, and do the same with the baseline; `also`: parts of the test, told apart.

    Raises: UnableToLearn.
    """
    begun = time.process_time()
    ours = learn(*train, manner)
    took = time.process_time() - begun
    found, figures = _timed(ours.margins, test[0])
    given = ours.given(found)
    told = scores(found, given, test[1], ours.labels) | figures
    told["reliability"] = reliability(ours, found, test[1])
    peak = peak_megabytes()  # before the baseline takes its own
    plain, names = baseline(*train)
    margins, figures = _timed(plain, test[0])
    theirs = scores(margins, margins > 0, test[1], names) | figures
    parts = {
        name: {
            "test": sum(inside),
            "ours": _part(found, given, test[1], ours.labels, inside),
            "baseline": _part(margins, margins > 0, test[1], names, inside),
        }
        for name, inside in also.items()
    }
    counted = {"train": len(train[0]), "test": len(test[0]), "train_s": round(took, 2), "peak_mb": peak}
    return {"ours": told, "baseline": theirs, **counted, **({"parts": parts} if parts else {})}


def _part(margins: Numbers, given: Numbers, labels: Labels, names: Sequence[str], inside: Sequence[bool]) -> Any:
    chosen = [number for number, wanted in enumerate(inside) if wanted]
    return scores(margins[chosen], given[chosen], [labels[number] for number in chosen], names)


def peak_megabytes() -> int:
    """Return the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _timed(act: Callable[[Sequence[Case]], Numbers], cases: Sequence[Case]) -> tuple[Numbers, dict[str, float]]:
    act(cases[:100])  # the first run loads the dictionary
    begun = time.process_time()
    found = act(cases)
    return found, {"texts_per_s": round(len(cases) / (time.process_time() - begun), 1)}


def scores(margins: Numbers, given: Numbers, labels: Labels, names: Sequence[str]) -> dict[str, Any]:
    """Return how well cases were labelled.

    top1, top5: the share of cases of which the first, one of the first five, is right; p3: how many of the first
    three are right, of as many as could be; F1 over labels that occur in the test, those never learnt count as 0.
    """
    truth = truth_of(labels, names)
    unknown = {label for some in labels for label in some} - set(names)
    rows = np.arange(len(truth))[:, None]
    first = truth[rows, np.argsort(-margins, axis=1, kind="stable")[:, :5]]
    could = np.minimum(3, np.maximum(1, [len(set(some)) for some in labels]))
    hits, said, right = (truth & given).sum(0), given.sum(0), truth.sum(0)
    f1 = 2 * hits / np.maximum(said + right, 1)
    missed = sum(len(set(some) & unknown) for some in labels)
    return {
        "top1": _share(first[:, 0]),
        "top5": _share(first.any(1)),
        "p3": _share(first[:, :3].sum(1) / could),
        "micro_f1": round(float(2 * hits.sum() / max(1, said.sum() + right.sum() + missed)), 4),
        "macro_f1": round(float(f1[right > 0].sum() / max(1, (right > 0).sum() + len(unknown))), 4),
        "labels": int((right > 0).sum()) + len(unknown),
        "rare_f1": _mean(f1[(right > 0) & (right < 0.01 * len(truth))]),
    }


def _share(right: Any) -> float:
    return round(float(right.mean()), 4) if len(right) else 0.0


_mean = _share


def reliability(model: Classifier, margins: Numbers, labels: Labels) -> list[dict[str, float]]:
    """Return, by tenths of the probability told for the first label, how often it was right."""
    chances = model.probabilities(margins)
    first = chances.argmax(1)
    told = chances[np.arange(len(first)), first]
    right = truth_of(labels, model.labels)[np.arange(len(first)), first]
    table = []
    for number in range(BINS):
        here = (told >= number / BINS) & ((told < (number + 1) / BINS) | (number == BINS - 1))
        if here.any():
            table.append({"told": _share(told[here]), "right": _share(right[here]), "cases": int(here.sum())})
    return table


def baseline(cases: Sequence[Case], labels: Labels) -> tuple[Callable[[Sequence[Case]], Numbers], list[str]]:
    """Return what anyone would build in an afternoon: TF-IDF of newmm words, LinearSVC one against the rest."""
    from pythainlp.tokenize import word_tokenize
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.svm import LinearSVC

    names = sorted({label for some in labels for label in some})
    cut = TfidfVectorizer(
        tokenizer=lambda text: [word for word in word_tokenize(text, engine="newmm") if not word.isspace()],
        token_pattern=None,
        lowercase=False,
        min_df=2,
        sublinear_tf=True,
    )
    seen = cut.fit_transform([case.text for case in cases])
    fitted = OneVsRestClassifier(LinearSVC(random_state=0)).fit(seen, truth_of(labels, names).astype(int))

    def margins(some: Sequence[Case]) -> Numbers:
        found: Numbers = fitted.decision_function(cut.transform([case.text for case in some]))
        return found

    return margins, names
