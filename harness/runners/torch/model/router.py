"""Scores, choice and weights: the part of an MoE layer that decides (docs/WORKLOADS.md, moe-layer and Routing)."""
from typing import NamedTuple

import torch

FORCED = 4.0
# What an expert outside the kept groups has for a score: below every score, less any selection bias.
EXCLUDED = -1024.0


class Routed(NamedTuple):
    """logits, scores [T,E] and weights [T,k] with gradients; choices [T,k], and what they were chosen by, [T,E], without."""

    logits: torch.Tensor
    scores: torch.Tensor
    weights: torch.Tensor
    choices: torch.Tensor
    chosen_by: torch.Tensor


def best_first(scores, k):
    """Indices of the k largest, the largest first; of equal scores the lower index."""
    return torch.sort(scores, dim=-1, descending=True, stable=True).indices[..., :k]


def routing_bias(forced, experts, dtype, device):
    """[T,E]: 4 at forced experts; None where nothing is forced."""
    if forced is None:
        return None
    chosen = torch.tensor(forced, dtype=torch.int64)
    return torch.zeros(len(forced), experts, dtype=dtype).scatter_(1, chosen, FORCED).to(device)


def limit_to_groups(scores, groups, bias):
    """Keeps the scores of the best groups, by the sum of their two best, or by their best; forced experts keep theirs."""
    tokens, experts = scores.shape
    grouped = scores.reshape(tokens, groups["count"], -1)
    scored = 1 if groups.get("by") == "best" else 2
    best = torch.sort(grouped, dim=-1, descending=True, stable=True).values[..., :scored].sum(-1)
    kept = torch.zeros_like(best).scatter_(1, best_first(best, groups["kept"]), 1.0)
    allowed = kept.unsqueeze(2).expand_as(grouped).reshape(tokens, experts)
    if bias is not None:
        allowed = allowed + bias
    return torch.where(allowed > 0, scores, torch.full_like(scores, EXCLUDED))


def choose(scores, workload, bias, selection_bias):
    """(choices [T,k], what they are chosen by before groups and forced routing [T,E])."""
    router = workload["router"]
    chosen_by = scores if selection_bias is None else scores + selection_bias
    ranked = chosen_by if router["groups"] is None else limit_to_groups(chosen_by, router["groups"], bias)
    if bias is not None:
        ranked = ranked + bias
    return best_first(ranked, workload["topK"]), chosen_by


def route(x, weight, router_bias, workload, bias, selection_bias, arithmetic):
    """x [T,H] -> Routed. Of half types, and of tf32, the product, the scores and the choice are float32."""
    router, wide = workload["router"], arithmetic.wide
    logits = arithmetic.router_product(x.to(wide), weight.to(wide))
    if router_bias is not None:
        logits = logits + router_bias.to(wide)
    scores = torch.softmax(logits, -1) if router["score"] == "softmax" else torch.sigmoid(logits)
    with torch.no_grad():
        choices, chosen_by = choose(scores, workload, bias, selection_bias)
    weights = scores.gather(1, choices)
    if router["normalise"]:
        weights = weights / weights.sum(-1, keepdim=True)
    if router["scale"] != 1:
        weights = weights * router["scale"]
    return Routed(logits, scores, weights.to(x.dtype), choices, chosen_by)


def shared_weight(x, gate, arithmetic):
    """sigmoid(x gate) [T,1], what the shared expert's output is multiplied by; None where it has no gate. As exact as the router."""
    if gate is None:
        return None
    return torch.sigmoid(arithmetic.router_product(x.to(arithmetic.wide), gate.to(arithmetic.wide))).to(x.dtype)
