"""The very statements of an act, run by pgbench: what the database alone can do with them on this machine.

An act is made once while its statements are written down; the values that must differ from one act to the next
(row numbers, codes, keys) become expressions of a random number.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psycopg import sql
from psycopg.dbapi20 import Binary
from psycopg.types.json import Json, Jsonb

from benchmarks.installation import Installation


@dataclass
class Written:
    """Statements of one act with their values, in order."""

    statements: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def written_down() -> Iterator[Written]:
    """Write down every statement that Django sends meanwhile."""
    from django.db import connection

    written = Written()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        written.statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def script(written: Written, *, numbers: range, codes: Sequence[str]) -> str:
    """Turn statements into a pgbench script.

    Row numbers within `numbers` become distances from a random base, and each of `codes` a random number of as many
    digits (with the letter k before it where the code is longer): pgbench puts both in before it sends a statement.
    """
    text = "\n".join(_filled(statement, params) for statement, params in written.statements)
    sets = ["\\set b random(1000000000000, 900000000000000000)"]
    for number in sorted({int(one) for one in re.findall(r"\d+", text) if int(one) in numbers}):
        sets.append(f"\\set b{number - numbers.start} :b + {number - numbers.start}")
        # Behind a colon pgbench would take the next one for a cast.
        text = re.sub(rf"(?<=:){number}(?![0-9a-f])", f"' || :b{number - numbers.start} || '", text)
        text = re.sub(rf"(?<![0-9a-f]){number}(?![0-9a-f])", f":b{number - numbers.start}", text)
    for place, code in enumerate(codes):
        digits = min(len(code), MOST_DIGITS)
        sets.append(f"\\set c{place} random({10 ** (digits - 1)}, {10**digits - 1})")
        text = text.replace(code, "k" * (len(code) - digits) + f":c{place}")
    return "\n".join([*sets, "BEGIN;", text, "COMMIT;", ""])


MOST_DIGITS = 18  # of a number that pgbench can make


def _filled(statement: str, params: Sequence[Any] | None) -> str:
    """Return a statement with its values, on one line."""
    values = iter([_literal(value) for value in params or ()])
    return " ".join(re.sub(r"%s", lambda _place: next(values), statement).split()) + ";"


def _literal(value: Any) -> str:
    value = value.obj if isinstance(value, Binary) else value
    if isinstance(value, bytes | memoryview):
        return f"'\\x{bytes(value).hex()}'::bytea"
    if isinstance(value, Json | Jsonb):
        value = json.dumps(value.obj)
    if isinstance(value, str):
        value = value.replace("\n", " ")
    return sql.Literal(value).as_string(None)


def transactions_per_s(installation: Installation, script_text: str, *, clients: int, seconds: int) -> float:
    """Run a script from so many clients for so long; return committed transactions per second."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "act.sql"
        file.write_text(script_text, encoding="utf-8")
        done = subprocess.run(
            [str(installation.programs / "pgbench"), "-n", "-c", str(clients), "-j", "2", "-T", str(seconds),
             "-f", str(file), installation.url],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found or " 0 (0.000%)" not in done.stdout.split("failed transactions:")[-1][:20]:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])
