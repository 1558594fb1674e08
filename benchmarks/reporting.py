"""How a benchmark says what it measured: one JSON object on the last line, or a few lines to read."""

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

import click


def say(result: Mapping[str, Any], *, as_json: bool) -> None:
    """Print a result."""
    with_machine = {**result, "cpus": os.cpu_count(), "load_before": round(os.getloadavg()[2], 2)}
    if as_json:
        click.echo(json.dumps(with_machine))
        return
    for name, value in with_machine.items():
        click.echo(f"{name}: {json.dumps(value)}")


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value under which this part of all values lies; values in any order."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
