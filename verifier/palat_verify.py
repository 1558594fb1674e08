#!/usr/bin/env python3
"""Prove that a history exported from Palat is whole, or name the first thing that was altered.

    python3 palat_verify.py history.jsonl                    the export of `palat export-history`
    python3 palat_verify.py history.jsonl --roots roots.json the same, against roots you downloaded earlier
    python3 palat_verify.py roots.json                       the published roots alone
    python3 palat_verify.py history.jsonl --key HEX          trust this public key only (may be given again)

This one file needs nothing but Python 3.9 or later. It shares no code with the application, so that a fault
there cannot hide itself here. It reads the file once, as a stream. Exit: 0 whole, 1 altered, 2 unreadable.

What is proved. Each event holds the hash of the one before it in its chain. Each day's root is a Merkle root
over the heads of the chains that grew, joined to the root before it, and signed (Ed25519, RFC 8032). Whoever
kept an earlier root, or its signature, can thus see any later change of anything it covers. Without a key or
roots of your own you rely on the keys written in the file itself.

What people said may have been destroyed when its time of keeping was over; its salted digest stays, so the chain
still holds. Each destruction is an event of the chain "erasures", proved like any other: what was destroyed under
which list is told at the end. In an export with bodies, words that are gone without such an event are a fault.

แฟ้มนี้ใช้พิสูจน์ว่าประวัติที่ส่งออกจากระบบปลัดครบถ้วนและไม่ถูกแก้ไข หรือชี้จุดแรกที่ถูกแก้ ใช้ Python อย่างเดียว
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

# --- Ed25519 (RFC 8032 §5.1, checking only) ---------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    """Return the x of a point from its y and the sign of x; None where there is no such point."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def point(data):
    """Read a point of the curve from 32 bytes, in extended coordinates; None where they are none."""
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def add(one, other):
    """Add two points."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, base):
    """Multiply a point by a number."""
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, base)
        base = add(base, base)
        number >>= 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def signature_holds(key, signature, message):
    """Say whether an Ed25519 signature over a message holds under a public key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- the chain ---------------------------------------------------------------------------------------------

START = bytes(32)


class Altered(Exception):
    """The first thing that does not hold: where, and what is wrong with it."""


class Unreadable(Exception):
    """The file is not what it says it is."""


def hash_of_event(event, previous):
    """Return the hash that an event must have: each part by its length."""
    if event["public"] not in (True, False) or event["body_digest"] == "":
        raise ValueError("public, body_digest")
    digest = bytes.fromhex(event["body_digest"]) if event["body_digest"] else b""
    parts = (
        event["chain"].encode(),
        str(event["seq"]).encode(),
        event["kind"].encode(),
        event["at"].encode(),
        event["actor"].encode(),
        event["basis"].encode(),
        b"1" if event["public"] else b"0",
        event["facts"].encode(),
        digest,
        previous,
    )
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(len(part).to_bytes(4, "big"))
        hasher.update(part)
    return hasher.digest()


class Tree:
    """A Merkle tree folded together while its leaves arrive: one waiting node a level, no more."""

    def __init__(self):
        self.waiting, self.counts = [], []

    def put(self, node, level=0):
        """Add a node at a level; two make one of the level above."""
        if level == len(self.waiting):
            self.waiting.append(None)
            self.counts.append(0)
        self.counts[level] += 1
        before = self.waiting[level]
        if before is None:
            self.waiting[level] = node
        else:
            self.waiting[level] = None
            self.put(hashlib.sha256(b"\x01" + before + node).digest(), level + 1)

    def root(self):
        """Return the root; an odd node at the end of a level is paired with itself."""
        level = 0
        while level < len(self.waiting):
            last = self.waiting[level]
            if last is not None and self.counts[level] == 1 and level + 1 == len(self.waiting):
                return last
            if last is not None:
                self.waiting[level] = None
                self.put(hashlib.sha256(b"\x01" + last + last).digest(), level + 1)
            level += 1
        return START


class Proof:
    """What has been read so far, and what must come next."""

    def __init__(self, keys, known_roots):
        self.keys, self.known_roots = keys, known_roots
        self.chain, self.seq, self.hash = "", 0, START
        self.chains, self.events, self.roots = 0, 0, 0
        self.days, self.last_root, self.last_day = {}, START, ""
        self.ended, self.trusts_itself = False, False
        self.with_bodies, self.silent = False, {}
        self.erased_chains, self.erased_events, self.lists = set(), set(), {}

    def heading(self, line):
        """Read the heading."""
        if line.get("format") != "palat-history/1":
            raise Unreadable("ไม่รู้จักรูปแบบของไฟล์ · unknown format: {!r}".format(line.get("format")))
        if not self.keys:
            self.keys, self.trusts_itself = set(line["keys"]), True
        self.with_bodies = line.get("bodies") is True

    def event(self, line):
        """Prove one event."""
        where = "{}#{}".format(line["chain"], line["seq"])
        if line["chain"] != self.chain:
            if line["chain"].encode() <= self.chain.encode() and self.chain:
                raise Altered(f"{where}: สายเหตุการณ์ไม่เรียงลำดับ · chains are out of order")
            self.chain, self.seq, self.hash = line["chain"], 0, START
            self.chains += 1
        if line["seq"] != self.seq + 1:
            raise Altered(f"{where}: เหตุการณ์ที่ {self.seq + 1} หายไป · event {self.seq + 1} is missing")
        if bytes.fromhex(line["previous"]) != self.hash:
            raise Altered(f"{where}: ไม่ต่อกับเหตุการณ์ก่อนหน้า · does not continue the event before it")
        expected = hash_of_event(line, self.hash)
        if bytes.fromhex(line["hash"]) != expected:
            raise Altered(f"{where}: เนื้อหาไม่ตรงกับค่าแฮช · content does not match its hash")
        if "body" in line:
            said = hashlib.sha256(bytes.fromhex(line["salt"]) + line["body"].encode()).hexdigest()
            if said != line["body_digest"]:
                raise Altered(f"{where}: ถ้อยคำถูกแก้ไข · what was said was altered")
        elif self.with_bodies and line["body_digest"]:
            self.silent.setdefault(line["chain"], []).append(line["seq"])
        if line["chain"] == "erasures":
            self.erasure(json.loads(line["facts"]))
        self.seq, self.hash = line["seq"], expected
        self.events += 1

    def erasure(self, told):
        """Note what a proved event says was destroyed: all of a chain, or single events; under which list, if any."""
        if told.get("events"):
            self.erased_events.update((told["chain"], seq) for seq in told["events"])
        else:
            self.erased_chains.add(told["chain"])
        if told.get("list"):
            chains, bodies = self.lists.get(told["list"], (0, 0))
            self.lists[told["list"]] = (chains + 1, bodies + told["bodies"])

    def leaf(self, line):
        """Put the head of a chain into its day's tree; it must be the event just proved."""
        where = "{}#{}".format(line["chain"], line["seq"])
        hashed = bytes.fromhex(line["hash"])
        if (line["chain"], line["seq"], hashed) != (self.chain, self.seq, self.hash):
            words = "เหตุการณ์ที่รากของวันที่ %s รับรองถูกแก้หรือหายไป · covered by the root of %s, altered or missing"
            raise Altered(("%s: " + words) % (where, line["day"], line["day"]))
        leaf = b"\x00" + line["chain"].encode() + b"\x00" + str(line["seq"]).encode() + b"\x00" + hashed
        self.days.setdefault(line["day"], Tree()).put(hashlib.sha256(leaf).digest())

    def root(self, line):
        """Prove the root of a day."""
        if self.days.pop(line["day"], Tree()).root() != bytes.fromhex(line["tree"]):
            raise Altered("root {}: ไม่ตรงกับสายเหตุการณ์ · does not match the chains it covers".format(line["day"]))
        self.root_alone(line)

    def root_alone(self, line):
        """Prove a root as far as the roots alone tell: its day, the one before, its signature."""
        where, tree = "root {}".format(line["day"]), bytes.fromhex(line["tree"])
        if line["day"] <= self.last_day:
            raise Altered(f"{where}: รากไม่เรียงตามวัน · roots are out of order")
        if bytes.fromhex(line["previous"]) != self.last_root:
            raise Altered(f"{where}: ไม่ต่อกับรากก่อนหน้า · does not continue the root before it")
        value = hashlib.sha256(b"\x02" + line["day"].encode() + tree + self.last_root).digest()
        if value != bytes.fromhex(line["root"]):
            raise Altered(f"{where}: ค่ารากไม่ถูกต้อง · is not what its parts make")
        if line["key"] not in self.keys:
            raise Altered("{}: ลงนามด้วยกุญแจที่ไม่รู้จัก · signed with a key you do not trust: {}".format(where, line["key"]))
        if not signature_holds(bytes.fromhex(line["key"]), bytes.fromhex(line["signature"]), value):
            raise Altered(f"{where}: ลายเซ็นไม่ถูกต้อง · the signature does not hold")
        known = self.known_roots.pop(line["day"], None)
        if known is not None and known != line["root"]:
            raise Altered(f"{where}: ไม่ตรงกับรากที่ท่านเก็บไว้ · differs from the root you kept")
        self.last_root, self.last_day = value, line["day"]
        self.roots += 1

    def end(self, line):
        """Read the end of the file."""
        if line["events"] != self.events:
            raise Altered(
                "end: จำนวนเหตุการณ์ไม่ครบ · {} events were read, {} written".format(self.events, line["events"])
            )
        self.ended = True

    def close(self):
        """Say what is still missing when all has been read."""
        if not self.ended:
            raise Altered(f"end: ไฟล์ไม่ครบ · the file is cut off after {self.chain}#{self.seq}")
        if self.days:
            raise Altered(f"root {min(self.days)}: หายไป · is missing")
        for chain, places in self.silent.items():
            gone = [seq for seq in places if (chain, seq) not in self.erased_events]
            if gone and chain not in self.erased_chains:
                words = "ถ้อยคำหายไปโดยไม่มีบันทึกการทำลาย · what was said is gone, no destruction is on record"
                raise Altered(f"{chain}#{gone[0]}: {words}")
        if self.known_roots:
            raise Altered(f"root {min(self.known_roots)}: ที่ท่านเก็บไว้หายไป · which you kept is missing")


def prove_history(lines, keys=(), known_roots=None, progress=None):
    """Prove an export line by line. Raises: Altered, Unreadable. Returns the proof with its counts."""
    proof = Proof(set(keys), dict(known_roots or {}))
    read = {"heading": proof.heading, "event": proof.event, "leaf": proof.leaf, "root": proof.root, "end": proof.end}
    for number, text in enumerate(lines, 1):
        try:
            line = json.loads(text)
            if (number == 1) != (line["type"] == "heading"):
                raise Unreadable("บรรทัดแรกต้องเป็นหัวไฟล์ · the first line must be the heading")
            read[line["type"]](line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Altered(f"line {number}: อ่านไม่ได้ · cannot be read ({type(error).__name__}: {error})") from error
        if progress and number % 100000 == 0:
            progress(number)
    proof.close()
    return proof


def prove_roots(published, keys=(), known_roots=None):
    """Prove published roots alone. Raises: Altered. Returns the proof."""
    proof = Proof(set(keys) or set(published["keys"]), dict(known_roots or {}))
    proof.trusts_itself = not keys
    for line in sorted(published["roots"], key=lambda line: line["day"]):
        proof.root_alone(line)
    proof.ended = True
    proof.close()
    return proof


def main(words=None):
    """Read the command line, prove, say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--roots", help="roots.json downloaded earlier")
    parser.add_argument("--key", action="append", default=[], help="public key (hex) to trust")
    asked = parser.parse_args(words)
    kept = {}
    try:
        if asked.roots:
            with Path(asked.roots).open(encoding="utf-8") as file:
                kept = {line["day"]: line["root"] for line in json.load(file)["roots"]}
        with Path(asked.file).open(encoding="utf-8") as file:
            beginning = file.readline()
            file.seek(0)
            if '"palat-history/' in beginning:
                proof = prove_history(file, asked.key, kept, lambda n: print(f"… {n}", file=sys.stderr))
            else:
                proof = prove_roots(json.load(file), asked.key, kept)
    except Altered as altered:
        print(f"ถูกแก้ไข · ALTERED  {altered}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, Unreadable) as error:
        print(f"อ่านไม่ได้ · cannot be read: {error}")
        return 2
    print(
        "ครบถ้วน ไม่ถูกแก้ไข · whole: {} events, {} chains, {} roots, last {}".format(
            proof.events, proof.chains, proof.roots, proof.last_day or "-"
        )
    )
    for number, (chains, bodies) in sorted(proof.lists.items()):
        words = (
            "ทำลายตามบัญชีหนังสือขอทำลายที่ {0}: ถ้อยคำ {1} แห่งใน {2} สาย · destroyed under list {0}: {1} texts in {2} chains"
        )
        print(words.format(number, bodies, chains))
    if proof.trusts_itself and proof.roots:
        print("หมายเหตุ เชื่อกุญแจในไฟล์เอง ควรเทียบกับกุญแจที่สำนักงานประกาศ · note: the keys in the file itself were trusted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
