"""Scores, choice and weights: the part of a layer that decides (docs/RUNNERS.md, The layer)."""
import jax
import jax.numpy as jnp
from jax import lax

from products import product

FORCED = 4.0
# What an expert outside the kept groups has for a score: below every score.
EXCLUDED = -1024.0


def forced_bias(forced, experts, dtype):
    """[T,E]: 4 at forced experts; None where nothing is forced."""
    if forced is None:
        return None
    chosen = jnp.asarray(forced, jnp.int32)
    return jnp.zeros((chosen.shape[0], experts), dtype).at[jnp.arange(chosen.shape[0])[:, None], chosen].set(FORCED)


def best(scores, k):
    """Indices of the k largest, the largest first. lax.top_k puts the lower index first where two are equal."""
    return lax.top_k(scores, k)[1]


def limit_to_groups(scores, groups, bias):
    """Keeps the scores of the best groups, by the sum of their two best, or by their best; forced experts keep theirs."""
    tokens, experts = scores.shape
    size = experts // groups["count"]
    scored = 1 if groups.get("by") == "best" else min(2, size)
    by_group = lax.top_k(scores.reshape(tokens, groups["count"], size), scored)[0].sum(-1)
    kept = jax.nn.one_hot(best(by_group, groups["kept"]), groups["count"], dtype=bool).any(1)
    allowed = jnp.repeat(kept, size, axis=1)
    return jnp.where(allowed if bias is None else allowed | (bias > 0), scores, EXCLUDED)


def choose(scores, router, top_k, bias):
    """[T,k]: a constant for the gradient."""
    ranked = lax.stop_gradient(scores)
    if router["groups"] is not None:
        ranked = limit_to_groups(ranked, router["groups"], bias)
    return best(ranked if bias is None else ranked + bias, top_k)


def route(x, weights, workload, bias, wide):
    """x [T,H] -> (weights [T,k] of x's type, choices [T,k], scores [T,E])."""
    router = workload["router"]
    logits = product(x.astype(wide), weights["router"].astype(wide))
    if router["bias"]:
        logits = logits + weights["router.bias"].astype(wide)
    scores = jax.nn.softmax(logits, axis=-1) if router["score"] == "softmax" else jax.nn.sigmoid(logits)
    choices = choose(scores, router, workload["topK"], bias)
    chosen = jnp.take_along_axis(scores, choices, axis=1)
    if router["normalise"]:
        chosen = chosen / chosen.sum(-1, keepdims=True)
    return (chosen * router["scale"]).astype(x.dtype), choices, scores


def shared_weight(x, weights, wide):
    """sigmoid(x gate) [T,1], what the shared expert's output is multiplied by; None where it has no gate."""
    gate = weights.get("shared.gate")
    return None if gate is None else jax.nn.sigmoid(product(x.astype(wide), gate.astype(wide))).astype(x.dtype)
