"""Whatever is altered, in the database or in an export, is named: by our own proof and by the separate one."""

import copy
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.history.chain import merkle_root
from palat.kernel.history.exporting import history_lines, published_roots
from palat.kernel.history.models import Root
from palat.kernel.history.operations import erase_bodies
from palat.kernel.history.queries import faults, roots
from palat.kernel.history.tests.factories import NOW, told, two_days
from palat.kernel.history.tests.test_roots import committed  # noqa: F401 - a fixture
from palat.settings import ROOT

OTHER = "11" * 32


@pytest.fixture(scope="module")
def verifier() -> ModuleType:
    """The separate verifier, loaded from its one file."""
    spec = importlib.util.spec_from_file_location("palat_verify", ROOT / "verifier" / "palat_verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_verifier_shares_no_code_with_the_application() -> None:
    text = (ROOT / "verifier" / "palat_verify.py").read_text()
    imported = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported == {"argparse", "hashlib", "json", "pathlib", "sys"}


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_folded_tree_is_the_same_tree(leaves: list[bytes]) -> None:
    spec = importlib.util.spec_from_file_location("palat_verify", ROOT / "verifier" / "palat_verify.py")
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    tree = module.Tree()
    for leaf in leaves:
        tree.put(leaf)
    assert tree.root() == merkle_root(leaves)


@pytest.mark.parametrize(
    ("key", "message", "signature"),
    [  # RFC 8032 §7.1, tests 1 to 3
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
)
def test_signatures_of_the_standard_hold(verifier: ModuleType, key: str, message: str, signature: str) -> None:
    parts = bytes.fromhex(key), bytes.fromhex(signature), bytes.fromhex(message)
    assert verifier.signature_holds(*parts)
    assert not verifier.signature_holds(parts[0], parts[1], parts[2] + b"x")
    assert not verifier.signature_holds(parts[0], parts[1][:-1] + b"\x7f", parts[2])


@pytest.fixture
def exported(committed: None) -> Iterator[list[dict[str, Any]]]:  # noqa: F811
    """A whole history as exported, with what was said, parsed."""
    two_days()
    return [json.loads(line) for line in history_lines(at=NOW, bodies=True)]


def _prove(verifier: ModuleType, lines: list[dict[str, Any]], **how: Any) -> Any:
    return verifier.prove_history([json.dumps(line) for line in lines], **how)


def test_export_is_whole(verifier: ModuleType, exported: list[dict[str, Any]]) -> None:
    proof = _prove(verifier, exported)
    assert proof.roots == 2
    assert proof.events == sum(line["type"] == "event" for line in exported)
    assert proof.trusts_itself


def test_export_without_what_was_said_and_after_erasure_is_whole(verifier: ModuleType, committed: None) -> None:  # noqa: F811
    two_days()
    lines = list(history_lines(at=NOW))
    assert not any("ถ้อยคำ" in line for line in lines)
    verifier.prove_history(lines)
    erase_bodies(chain="one", at=NOW, actor="system", basis="retention", reason="ครบกำหนด")
    after = list(history_lines(at=NOW, bodies=True))
    assert sum('"body":' in line for line in after) < sum('"type":"event"' in line for line in after)
    verifier.prove_history(after)


CHANGES: dict[str, Any] = {
    "chain": "two",
    "seq": 7,
    "kind": "other",
    "at": "2026-06-08T03:00:00.000001Z",
    "actor": "official:2",
    "basis": "holding:2",
    "public": True,
    "facts": '{"number":2}',
    "body_digest": OTHER,
    "previous": OTHER,
    "hash": OTHER,
    "salt": "00" * 16,
    "body": '{"words":"อื่น"}',
}


@pytest.mark.parametrize("field", CHANGES)
def test_each_field_of_an_event_altered_is_named(
    verifier: ModuleType, exported: list[dict[str, Any]], field: str
) -> None:
    lines = copy.deepcopy(exported)
    place = next(i for i, line in enumerate(lines) if line.get("chain") == "one" and line.get("seq") == 2)
    lines[place][field] = CHANGES[field]
    with pytest.raises(verifier.Altered, match=r"^(one#2|two#2|one#7)"):
        _prove(verifier, lines)


@pytest.mark.parametrize("field", ["day", "tree", "previous", "root", "signature", "key"])
def test_each_field_of_a_root_altered_is_named(
    verifier: ModuleType, exported: list[dict[str, Any]], field: str
) -> None:
    lines = copy.deepcopy(exported)
    root = next(line for line in lines if line["type"] == "root")
    root[field] = "2026-06-07" if field == "day" else OTHER * (2 if field == "signature" else 1)
    with pytest.raises(verifier.Altered, match=r"^root 2026-06-0[78]"):
        _prove(verifier, lines)


def _drop(kind: str, number: int = 0) -> Callable[[list[dict[str, Any]]], None]:
    def change(lines: list[dict[str, Any]]) -> None:
        places = [i for i, line in enumerate(lines) if line["type"] == kind and line.get("chain", "one") == "one"]
        del lines[places[number]]

    return change


def _rewrite_everything(lines: list[dict[str, Any]]) -> None:
    """Alter an event and make every later hash of its chain anew: only the signed root can tell."""
    previous = None
    for line in lines:
        if line["type"] == "event" and line["chain"] == "one":
            if line["seq"] == 2:
                line["actor"] = "official:9"
            if previous is not None:
                line["previous"] = previous
            line["hash"] = _hash(line)
            previous = line["hash"]
        if line["type"] == "leaf" and line["chain"] == "one":
            line["hash"] = previous


def _hash(line: dict[str, Any]) -> str:
    from datetime import datetime

    from palat.kernel.history.chain import event_hash

    digest = bytes.fromhex(line["body_digest"]) if line["body_digest"] else None
    named = {name: line[name] for name in ("chain", "seq", "kind", "actor", "basis", "public", "facts")}
    at, previous = datetime.fromisoformat(line["at"]), bytes.fromhex(line["previous"])
    return event_hash(**named, at=at, body_digest=digest, previous=previous).hex()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_drop("event", 1), "one#3"),  # an event in the middle
        (_drop("event", 3), "one#4"),  # the last one of a chain that a root covers
        (_drop("leaf"), "root 2026-06-08"),
        (_drop("root"), "root 2026-06-0"),
        (_drop("end"), "end"),
        (_rewrite_everything, "root 2026-06-08"),
        (lambda lines: lines.insert(1, lines.pop(2)), "one#|#"),
        (lambda lines: lines[-1].update(events=3), "end"),
    ],
)
def test_what_is_left_out_or_rewritten_is_named(
    verifier: ModuleType, exported: list[dict[str, Any]], change: Callable[[list[dict[str, Any]]], None], named: str
) -> None:
    lines = copy.deepcopy(exported)
    change(lines)
    with pytest.raises(verifier.Altered, match=named):
        _prove(verifier, lines)


def test_keys_and_roots_of_ones_own_are_asked_first(verifier: ModuleType, exported: list[dict[str, Any]]) -> None:
    key = exported[0]["keys"][0]
    kept = {line["day"]: line["root"] for line in exported if line["type"] == "root"}
    assert not _prove(verifier, exported, keys=[key], known_roots=kept).trusts_itself
    with pytest.raises(verifier.Altered, match="key you do not trust"):
        _prove(verifier, exported, keys=[OTHER])
    with pytest.raises(verifier.Altered, match=r"root 2026-06-08: .*you kept"):
        _prove(verifier, exported, known_roots={**kept, "2026-06-08": OTHER})
    with pytest.raises(verifier.Altered, match=r"root 2026-06-30: .*is missing"):
        _prove(verifier, exported, known_roots={**kept, "2026-06-30": OTHER})


def test_published_roots_alone_can_be_proved(
    verifier: ModuleType,
    exported: list[dict[str, Any]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    published = published_roots(roots().iterator())
    (tmp_path / "roots.json").write_text(json.dumps(published))
    (tmp_path / "history.jsonl").write_text("\n".join(json.dumps(line) for line in exported))
    assert verifier.main([str(tmp_path / "roots.json")]) == 0
    words = [str(tmp_path / "history.jsonl"), "--roots", str(tmp_path / "roots.json")]
    assert verifier.main([*words, "--key", published["keys"][0]]) == 0
    published["roots"][1]["chains"] = 99  # the count is a convenience, not proved
    published["roots"][1]["tree"] = OTHER
    (tmp_path / "roots.json").write_text(json.dumps(published))
    assert verifier.main([str(tmp_path / "roots.json")]) == 1
    assert "ALTERED  root 2026-06-0" in capsys.readouterr().out
    assert verifier.main([str(tmp_path / "nothing.json")]) == 2


ALTERATIONS = {
    "kind": "UPDATE history_event SET kind = 'other' WHERE chain = 'one' AND seq = 2",
    "at": "UPDATE history_event SET at = at + interval '1 microsecond' WHERE chain = 'one' AND seq = 2",
    "actor": "UPDATE history_event SET actor = 'official:2' WHERE chain = 'one' AND seq = 2",
    "basis": "UPDATE history_event SET basis = 'x' WHERE chain = 'one' AND seq = 2",
    "public": "UPDATE history_event SET public = NOT public WHERE chain = 'one' AND seq = 2",
    "facts": "UPDATE history_event SET facts = facts || ' ' WHERE chain = 'one' AND seq = 2",
    "digest": "UPDATE history_event SET body_digest = '\\x00' WHERE chain = 'one' AND seq = 2",
    "said": "UPDATE history_body SET content = '{}' WHERE event_id = (SELECT id FROM history_event"
    " WHERE chain = 'one' AND seq = 2)",
    "missing": "DELETE FROM history_event WHERE chain = 'one' AND seq = 2",
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", ALTERATIONS)
def test_each_alteration_in_the_database_is_named(what: str) -> None:
    for _each in range(3):
        told("one")
    assert list(faults()) == []
    _by_force(ALTERATIONS[what])
    named = [fault.where for fault in faults()]
    assert named == (["one#3"] if what == "missing" else ["one#2"])


@pytest.mark.django_db
def test_lost_end_of_a_chain_is_named() -> None:
    told("one")
    told("one")
    _by_force("DELETE FROM history_event WHERE chain = 'one' AND seq = 2")
    assert [fault.where for fault in faults()] == ["one"]


def test_altered_root_is_named(committed: None) -> None:  # noqa: F811
    two_days()
    first = Root.objects.order_by("day").first()
    assert first is not None
    _by_force("UPDATE history_leaf SET seq = 2 WHERE chain = 'one' AND seq = 3")
    named = [(fault.where, fault.what) for fault in faults()]
    assert (f"root {first.day}", "ค่ารากไม่ตรงกับสายเหตุการณ์") in named
    assert any("one#2" in what for _where, what in named)


def _by_force(statement: str) -> None:
    """Do as a superuser would: the triggers off, the row changed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("history_event", "history_body", "history_leaf"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        for table in ("history_event", "history_body", "history_leaf"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
