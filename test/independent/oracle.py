"""An implementation of the normative MoE work (DESIGN.md) written apart from the project's own, to check it.

stdin {"workload": ...}  ->  stdout {"loss", "tensors": [{"name", "shape", "l2", "head"}]} as `moebench conform` gives it
    --choices                    per token the experts chosen, best first, of the same stdin
    --self-check                 the hand-written gradients against central differences; exit 1 when they disagree
    --canonical                  stdin a workload: its RFC 8785 form on one line, the SHA-256 of that on the next
    --data SEED/NAME --count N   the tensor's first draws: {"key", "u24", "values"}, values for a = 1
Standard library only, float64, small shapes. Bad input: a line on stderr, exit 2.
"""
import argparse
import hashlib
import json
import sys

sys.dont_write_bytecode = True  # leave no __pycache__ in the source tree

from canonical import canonical  # noqa: E402
from expert import ACTIVATIONS  # noqa: E402
from layer import backward, choices_of, forward, loss_of, tensors_of  # noqa: E402
from seeded import draw24, fnv1a32, signed_unit  # noqa: E402
from self_check import norm, self_check  # noqa: E402

SUPPORTED = {
    "version": [1],
    "part": ["moe-layer"],
    "pass": ["forward", "forward-backward"],
    "dtype": ["float32", "float64"],  # every seeded value is exact in both
    "activation": list(ACTIVATIONS),
    "weightOn": ["output", "input"],
}


def main():
    arguments = parse_arguments()
    if arguments.data is not None:
        print(json.dumps(data(arguments.data, arguments.count)))
        return 0
    document = json.load(sys.stdin)
    if arguments.canonical:
        text = canonical(document)
        print(text, hashlib.sha256(text.encode("utf-8")).hexdigest(), sep="\n")
        return 0
    workload = supported(document["workload"])
    if arguments.choices:
        print(json.dumps(choices_of(workload, tensors_of(workload))))
        return 0
    if arguments.self_check:
        verdict = self_check(workload)
        print(json.dumps(verdict))
        return 0 if verdict["passed"] else 1
    print(json.dumps(conform(workload)))
    return 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--choices", action="store_true")
    mode.add_argument("--self-check", action="store_true")
    mode.add_argument("--canonical", action="store_true")
    mode.add_argument("--data", metavar="SEED/NAME")
    parser.add_argument("--count", type=int, default=8)
    return parser.parse_args()


def conform(workload):
    """The oracle's values: y, and with a backward pass the gradient of x and of every weight."""
    tensors = tensors_of(workload)
    choices = choices_of(workload, tensors)
    y, saved = forward(workload, tensors, choices)
    results = {"y": y}
    if workload["pass"] == "forward-backward":
        grads = backward(workload, tensors, choices, saved)
        results.update((f"grad:{name}", value) for name, value in grads.items())
    summaries = [summary(name, value) for name, value in results.items()]
    return {"loss": loss_of(workload, tensors, y), "tensors": summaries}


def summary(name, value):
    head = [a for row in value[:8] for a in row][:8]
    shape = [len(value[0])] if is_vector(name) else [len(value), len(value[0])]
    return {"name": name, "shape": shape, "l2": norm(value), "head": head}


def is_vector(name):
    return name.split(".")[-1] in ("bias", "b1", "b2", "b3")


def data(name, count):
    key = fnv1a32(name)
    u24 = [draw24(key, i) for i in range(count)]
    return {"key": key, "u24": u24, "values": [signed_unit(key, i) for i in range(count)]}


def supported(workload):
    for field, values in SUPPORTED.items():
        if workload[field] not in values:
            raise ValueError(f"workload.{field} is {workload[field]!r}; this oracle knows {values}")
    return workload


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (ValueError, KeyError) as error:
        print(f"oracle.py: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
