"""The text that a train-step learns from: sentences of a small grammar, drawn by a seed. docs/WORKLOADS.md, The text."""
import hashlib
import re

from seeded import draw24, fnv1a32

# Words in capitals stand for one choice of their row.
ROWS = {
    "SENTENCE": [
        "THING ACTION THING.",
        "THING ACTION THING PLACE.",
        "PLACE, THING ACTION THING.",
        "NUMBER NOUNS ACTION THING.",
    ],
    "THING": ["the NOUN", "a NOUN", "the KIND NOUN", "a KIND NOUN", "every NOUN"],
    "NOUN": "router expert token layer gradient weight batch sequence model machine".split(),
    "NOUNS": "routers experts tokens layers gradients weights".split(),
    "KIND": "small large shared sparse dense slow fast idle busy".split(),
    "ACTION": ["sends", "takes", "keeps", "drops", "sorts", "counts", "scales", "waits for", "adds to", "reads"],
    "PLACE": ["in memory", "on the device", "at every step", "before the loss", "after the sum", "on the host"],
    "NUMBER": "two four eight sixteen sixty-four".split(),
}


def text_of(text):
    """The bytes of workload.text, refused unless their SHA-256 is the workload's."""
    if text["kind"] != "grammar":
        raise ValueError(f"text kind {text['kind']!r}: not grammar")
    written = sentences(text["seed"], text["bytes"])
    digest = hashlib.sha256(written).hexdigest()
    if digest != text["sha256"]:
        raise ValueError(f"text of seed {text['seed']}, {text['bytes']} bytes: SHA-256 {digest}, not {text['sha256']}")
    return written


def sentences(seed, length):
    """One sentence a line, cut off after `length` bytes. Each choice, in reading order, is the next draw of tensor `text`."""
    key, drawn, lines, written = fnv1a32(f"{seed}/text"), 0, [], 0
    while written < length:
        line, cursor = "SENTENCE", 0
        # Replace the leftmost capital word until none is left: what has been passed holds none.
        while (symbol := re.compile("[A-Z]+").search(line, cursor)) is not None:
            row = ROWS[symbol.group()]
            cursor = symbol.start()
            line = line[:cursor] + row[draw24(key, drawn) * len(row) >> 24] + line[symbol.end() :]
            drawn += 1
        lines.append(line + "\n")
        written += len(line) + 1
    return "".join(lines).encode("ascii")[:length]
