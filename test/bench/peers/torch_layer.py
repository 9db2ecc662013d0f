"""The layer as PyTorch is written by hand: tokens sorted by expert, a list of weights an expert, gradients of all kept until the next step.

Usage: torch_layer.py eager|compile '{"tokens": …, "hidden": …, "ffn": …, "experts": …, "topK": …, "threads": …, "matmuls": [[m, k, n], …]}'
"""
import json
import sys

import torch
from torch.nn.functional import silu

from timing import serve

FORCED_BIAS = 4.0


class Layer:
    def __init__(self, tokens, hidden, ffn, experts, topK, compiled):
        self.tokens, self.experts, self.k = tokens, experts, topK
        torch.manual_seed(1)
        weight = lambda *shape: ((torch.rand(*shape) * 2 - 1) / shape[0] ** 0.5).requires_grad_()
        self.x = (torch.rand(tokens, hidden) * 2 - 1).requires_grad_()
        self.dy = torch.rand(tokens, hidden) * 2 - 1
        self.router = weight(hidden, experts)
        self.w1 = [weight(hidden, ffn) for _ in range(experts)]
        self.w3 = [weight(hidden, ffn) for _ in range(experts)]
        self.w2 = [weight(ffn, hidden) for _ in range(experts)]
        # Balanced: pair (t, j) goes to expert (t·k + j) mod E.
        pairs = torch.arange(tokens * topK).reshape(tokens, topK) % experts
        self.bias = torch.zeros(tokens, experts).scatter_(1, pairs, FORCED_BIAS)
        self.given = [self.x, self.router, *self.w1, *self.w3, *self.w2]
        self.mixture = torch.compile(mixture) if compiled else mixture
        self.gradients = None

    def step(self):
        scores = torch.softmax(self.x @ self.router, -1)
        choices = (scores.detach() + self.bias).topk(self.k, -1).indices
        weights = scores.gather(1, choices)
        weights = weights / weights.sum(-1, keepdim=True)
        chosen = choices.flatten()
        order = chosen.argsort(stable=True)
        counts = torch.bincount(chosen, minlength=self.experts).tolist()
        y = self.mixture(self.x, weights.flatten()[order], order // self.k, counts, self.w1, self.w3, self.w2)
        loss = (y * self.dy).sum() / self.tokens
        self.gradients = torch.autograd.grad(loss, self.given)


def mixture(x, weights, rows, counts, w1, w3, w2):
    outputs = []
    for e, chunk in enumerate(x[rows].split(counts)):
        outputs.append((silu(chunk @ w1[e]) * (chunk @ w3[e])) @ w2[e])
    return torch.zeros_like(x).index_add(0, rows, torch.cat(outputs) * weights[:, None])


def product(m, k, n):
    a, b = torch.rand(m, k) * 2 - 1, torch.rand(k, n) * 2 - 1
    into = torch.empty(m, n)
    return lambda: torch.mm(a, b, out=into)


def main():
    mode, shape = sys.argv[1], json.loads(sys.argv[2])
    torch.set_num_threads(shape.pop("threads"))
    products = {f"matmul {i}": product(*sizes) for i, sizes in enumerate(shape.pop("matmuls"))}
    layer = Layer(**shape, compiled=mode == "compile")
    serve({"name": f"torch {torch.__version__} {mode}"}, {"layer": layer.step, **products})


main()
