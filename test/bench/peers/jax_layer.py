"""The layer as JAX is written by hand: one jitted function gives loss and all gradients; rows an expert are known ahead, as they are even.

Usage: jax_layer.py jit '{…}' as torch_layer.py.
"""
import json
import os
import sys

shape = json.loads(sys.argv[2])
threads = shape.pop("threads")
# XLA counts the processors it may use: it is held to as many as the others use threads.
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402

from timing import serve  # noqa: E402

FORCED_BIAS = 4.0


def layer_of(tokens, hidden, ffn, experts, topK):
    key = jax.random.PRNGKey(1)
    draw = lambda i, *sizes: jax.random.uniform(jax.random.fold_in(key, i), sizes, minval=-1.0, maxval=1.0)
    weight = lambda i, *sizes: draw(i, *sizes) / sizes[0] ** 0.5
    pairs = (jnp.arange(tokens * topK) % experts).reshape(tokens, topK)
    bias = jnp.zeros((tokens, experts)).at[jnp.arange(tokens)[:, None], pairs].set(FORCED_BIAS)
    given = {
        "x": draw(0, tokens, hidden),
        "router": weight(1, hidden, experts),
        "w1": [weight(10 + e, hidden, ffn) for e in range(experts)],
        "w3": [weight(1000 + e, hidden, ffn) for e in range(experts)],
        "w2": [weight(2000 + e, ffn, hidden) for e in range(experts)],
    }
    dy, rows_each = draw(3, tokens, hidden), tokens * topK // experts

    def loss(given):
        scores = jax.nn.softmax(given["x"] @ given["router"], -1)
        _, choices = jax.lax.top_k(jax.lax.stop_gradient(scores) + bias, topK)
        weights = jnp.take_along_axis(scores, choices, 1)
        weights = weights / weights.sum(-1, keepdims=True)
        order = jnp.argsort(choices.reshape(-1), stable=True)
        rows = order // topK
        chunks = jnp.split(given["x"][rows], experts)
        outputs = [
            (jax.nn.silu(chunk @ w1) * (chunk @ w3)) @ w2
            for chunk, w1, w3, w2 in zip(chunks, given["w1"], given["w3"], given["w2"])
        ]
        assert all(len(chunk) == rows_each for chunk in chunks)
        weighted = jnp.concatenate(outputs) * weights.reshape(-1)[order][:, None]
        y = jnp.zeros_like(given["x"]).at[rows].add(weighted)
        return (y * dy).sum() / tokens

    both = jax.jit(jax.value_and_grad(loss))
    return lambda: jax.block_until_ready(both(given))


def product(m, k, n):
    key = jax.random.PRNGKey(2)
    a, b = jax.random.uniform(key, (m, k)), jax.random.uniform(key, (k, n))
    multiply = jax.jit(jnp.matmul)
    return lambda: jax.block_until_ready(multiply(a, b))


products = {f"matmul {i}": product(*sizes) for i, sizes in enumerate(shape.pop("matmuls"))}
serve({"name": f"jax {jax.__version__} jit"}, {"layer": layer_of(**shape), **products})
