"""The mixture of experts in PyTorch: router, choice, capacity, experts, and the two auxiliary losses."""
from decimal import Decimal
from math import ceil

import torch
from torch.nn.functional import gelu, silu

FORCED_BIAS = 4.0


def clamped_swiglu(a, b):
    """gpt-oss: a steeper gate, both sides clamped at 7, one added to the linear side."""
    a, b = a.clamp(max=7.0), b.clamp(-7.0, 7.0)
    return a * torch.sigmoid(1.702 * a) * (b + 1.0)


UNGATED = {"relu": torch.relu, "relu2": lambda a: torch.relu(a) ** 2, "gelu": lambda a: gelu(a, approximate="tanh")}
GATED = {
    "swiglu": lambda a, b: silu(a) * b,
    "geglu": lambda a, b: gelu(a, approximate="tanh") * b,
    "clamped-swiglu": clamped_swiglu,
}


def feed_forward(x, given, block, activation, biases):
    """One expert, the shared experts or a dense layer on rows x [r,H]."""

    def linear(rows, side):
        product = rows @ given(f"{block}.w{side}")
        return product + given(f"{block}.b{side}") if biases else product

    a = linear(x, 1)
    hidden = UNGATED[activation](a) if activation in UNGATED else GATED[activation](a, linear(x, 3))
    return linear(hidden, 2)


def mixture(x, given, workload, forced, selection_bias):
    """(y [T,H], routed): routed has logits, scores [T,E], choices [T,k] and counts [E] of the choices before dropping.

    forced: bool [T,E], experts the routing forces; selection_bias [E], added for choosing only.
    """
    w, router = workload, workload["router"]
    logits = x @ given("router")
    if router["bias"]:
        logits = logits + given("router.bias")
    scores = torch.softmax(logits, -1) if router["score"] == "softmax" else torch.sigmoid(logits)
    choices = choose(scores.detach() + selection_bias, w["topK"], router["groups"], forced)
    weights = scores.gather(1, choices)
    if router["normalise"]:
        weights = weights / weights.sum(-1, keepdim=True)
    weights = weights * router["scale"]
    y = torch.zeros_like(x)
    for e in range(w["experts"]):
        # An expert without tokens still runs, on no rows: its gradients are zeros, not absent, and AdamW still decays it.
        t, j = (choices == e).nonzero(as_tuple=True)
        t, j = t[: capacity(w)], j[: capacity(w)]
        weight, rows = weights[t, j][:, None], x[t]
        form = (given, f"experts.{e}", w["activation"], w["expertBiases"])
        out = feed_forward(weight * rows, *form) if w["weightOn"] == "input" else weight * feed_forward(rows, *form)
        y = y.index_add(0, t, out)
    if w["sharedExperts"] > 0:
        shared = feed_forward(x, given, "shared", w["activation"], w["expertBiases"])
        y = y + (torch.sigmoid(x @ given("shared.gate")) * shared if w.get("sharedGate") else shared)
    counts = torch.bincount(choices.flatten(), minlength=w["experts"]).to(x.dtype)
    return y, {"logits": logits, "scores": scores, "choices": choices, "counts": counts}


def choose(scores, k, groups, forced):
    """The k best experts a token, best first; equal scores: the lower index. Forced experts pass group limiting."""
    tokens, experts = scores.shape
    if groups is not None:
        grouped = scores.reshape(tokens, groups["count"], -1)
        counted = best_first(grouped)[..., : 1 if groups.get("by") == "best" else 2]
        kept = best_first(grouped.gather(-1, counted).sum(-1))[:, : groups["kept"]]
        allowed = torch.zeros(tokens, groups["count"], dtype=torch.bool).scatter(1, kept, True)
        allowed = allowed.repeat_interleave(experts // groups["count"], dim=1) | forced
        scores = scores.masked_fill(~allowed, float("-inf"))
    return best_first(scores + FORCED_BIAS * forced)[:, :k]


def best_first(scores):
    return torch.sort(scores, dim=-1, descending=True, stable=True).indices


def capacity(workload):
    """C = ceil(f T k / E), exact in the decimal digits the workload has for f; None where nothing is dropped."""
    if workload["dispatch"]["kind"] == "dropless":
        return None
    pairs = workload["tokens"] * workload["topK"]
    return ceil(Decimal(repr(workload["dispatch"]["factor"])) * pairs / workload["experts"])


def auxiliary_losses(routed, workload):
    """(balance, z): Switch's load balance over k choices (arXiv:2101.03961), ST-MoE's z (arXiv:2202.08906)."""
    scores = routed["scores"]
    # Sigmoid scores become shares of their sum; softmax's sum is 1 already.
    p = scores if workload["router"]["score"] == "softmax" else scores / scores.sum(-1, keepdim=True)
    pairs = workload["tokens"] * workload["topK"]
    balance = workload["experts"] / pairs * (routed["counts"] * p.mean(0)).sum()
    return balance, (torch.logsumexp(routed["logits"], -1) ** 2).mean()
