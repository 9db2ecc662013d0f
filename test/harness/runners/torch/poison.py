"""Two steps of a layer that drops rows, with all memory freed between them filled with NaN: both must return the same.

usage: poison.py STRATEGY DTYPE [--unmasked]. `--unmasked`: a mutant that multiplies dropped rows by 0, as 0 times NaN is NaN.
"""
import importlib
import json
import os
import sys

RUNNERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 4, "harness", "runners")
sys.path[:0] = [os.path.join(RUNNERS, "torch"), os.path.join(RUNNERS, "python")]

import torch  # noqa: E402

from model import dispatch  # noqa: E402
from devices.board import Board  # noqa: E402
from steps.parts import steps_of  # noqa: E402

WORKLOAD = {
    "version": 1,
    "part": "moe-layer",
    "pass": "forward-backward",
    "seed": 1,
    "tokens": 64,
    "hidden": 48,
    "ffn": 40,
    "experts": 4,
    "topK": 2,
    "sharedExperts": 0,
    "activation": "swiglu",
    "expertBiases": True,
    "weightOn": "output",
    "router": {"score": "softmax", "normalise": True, "scale": 1, "groups": None, "bias": False},
    # All of a token's choices fall on experts 0 and 1 (thresholds of 2^24), and a quarter of the rows has room.
    "routing": {"kind": "zipf", "exponent": 1, "thresholds": [2**23, 2**24, 2**24, 2**24]},
    "dispatch": {"kind": "capacity", "factor": 0.5},
}
BLOCKS = 64


def main():
    strategy, dtype = sys.argv[1:3]
    if "--unmasked" in sys.argv:
        dispatch.in_line = lambda x, token, valid: x.index_select(0, token) * (1 if valid is None else valid.to(x.dtype))
        dispatch.gathered_sum = multiplied_sum
    torch.set_num_threads(1)
    steps = steps_of({**WORKLOAD, "dtype": dtype}, {}, Board("cpu"), importlib.import_module(f"strategies.{strategy}"))
    step = importlib.import_module(f"strategies.{strategy}").prepared(steps)
    step()
    first = kept(steps)
    steps.last = None
    steps.parameters.forget_gradients()
    reused = poison()
    step()
    second = kept(steps)
    print(
        json.dumps(
            {
                "reused": reused,
                "finite": all(bool(torch.isfinite(value.float()).all()) for value in second.values()),
                "equal": all(torch.equal(first[name], second[name]) for name in first),
            }
        )
    )


def kept(steps):
    return {name: value.detach().clone() for name, value in steps.outputs()}


def multiplied_sum(rows, slot, held):
    picked = rows.index_select(0, slot.reshape(-1)).reshape(*slot.shape, rows.shape[1])
    return (picked if held is None else picked * held.to(picked.dtype)).sum(1)


def poison():
    """Fills what was freed, block by block of each size in use; whether a new block is one of those."""
    sizes = [2**power * step for power in range(6, 17) for step in (2, 3)]
    blocks = [torch.full((size,), float("nan")) for size in sizes for _ in range(BLOCKS)]
    del blocks
    return bool(torch.isnan(torch.empty(128 * 48)).any())


if __name__ == "__main__":
    main()
