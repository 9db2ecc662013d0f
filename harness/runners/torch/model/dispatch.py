"""Getting each expert its rows, and their results back (docs/WORKLOADS.md, Dispatch).

A pair is (token, j-th choice), numbered t k + j. Pairs stand in a line by expert, each expert's by rising token. Both ways are
gathers, forward and backward: no result depends on which thread adds first.
"""
from typing import NamedTuple, Optional

import torch


class Line(NamedTuple):
    """pair, token [R]: who stands at each slot; slot [T,k]: where each pair stands; counts [E]: rows of each expert.

    chosen [E]: choices that named each expert, before any is dropped. held [T,k,1], valid [R,1]: None, or which pairs have an expert,
    and which slots belong to one. A line of fixed length keeps the dropped pairs at its end.
    """

    pair: torch.Tensor
    token: torch.Tensor
    slot: torch.Tensor
    counts: torch.Tensor
    chosen: torch.Tensor
    held: Optional[torch.Tensor]
    valid: Optional[torch.Tensor]


def line_up(choices, experts, capacity, fixed):
    """`fixed`: the line has a slot for every pair, so that its length does not depend on the choices."""
    tokens, top_k = choices.shape
    flat = choices.reshape(-1)
    chosen = torch.zeros(experts, dtype=torch.int64, device=flat.device).scatter_add_(0, flat, torch.ones_like(flat))
    pair = torch.sort(flat, stable=True).indices
    if capacity is None:
        return Line(pair, whose(pair, top_k), slots_of(pair, choices), chosen, chosen, None, None)
    expert = flat[pair]
    place = torch.arange(flat.numel(), device=flat.device) - (torch.cumsum(chosen, 0) - chosen)[expert]
    counts, has_room = chosen.clamp(max=capacity), place < capacity
    held = torch.zeros_like(flat, dtype=torch.bool).scatter_(0, pair, has_room).reshape(tokens, top_k, 1)
    if fixed:
        pair = pair[torch.sort((~has_room).to(torch.int8), stable=True).indices]
        valid = (torch.arange(flat.numel(), device=flat.device) < counts.sum()).unsqueeze(1)
        return Line(pair, whose(pair, top_k), slots_of(pair, choices), counts, chosen, held, valid)
    pair = pair[has_room]
    return Line(pair, whose(pair, top_k), slots_of(pair, choices), counts, chosen, held, None)


def whose(pair, top_k):
    return torch.div(pair, top_k, rounding_mode="floor")


def slots_of(pair, choices):
    """[T,k]; a pair that stands nowhere has slot 0, which `held` takes out."""
    slot = torch.zeros(choices.numel(), dtype=torch.int64, device=choices.device)
    return slot.scatter_(0, pair, torch.arange(pair.numel(), device=pair.device)).reshape(choices.shape)


def send(x, line):
    """Rows of x [T,H] in the line, [R,H]; zeros at slots of no expert."""
    return Send.apply(x, line.token, line.slot, line.held, line.valid)


def send_per_choice(values, line):
    """One value a choice, [T,k], in the line, [R,1]."""
    held = None if line.held is None else line.held.reshape(-1, 1, 1)
    return Send.apply(values.reshape(-1, 1), line.pair, line.slot.reshape(-1, 1), held, line.valid)


def combine(out, line):
    """Each token's results summed, in the order of its choices, [T,H]: a dropped pair adds 0."""
    return Combine.apply(out, line.token, line.slot, line.held, line.valid)


def gathered_sum(rows, slot, held):
    if rows.shape[0] == 0:
        return rows.new_zeros(slot.shape[0], rows.shape[1])
    picked = rows.index_select(0, slot.reshape(-1)).reshape(*slot.shape, rows.shape[1])
    if held is not None:
        # Not a product with 0: a slot of nobody may hold anything, and 0 times NaN is NaN.
        picked = torch.where(held, picked, torch.zeros_like(picked))
    return picked.sum(1) if slot.shape[1] > 1 else picked.reshape(slot.shape[0], rows.shape[1])


def in_line(x, token, valid):
    rows = x.index_select(0, token)
    return rows if valid is None else torch.where(valid, rows, torch.zeros_like(rows))


class Send(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, token, slot, held, valid):
        ctx.save_for_backward(slot, held)
        return in_line(x, token, valid)

    @staticmethod
    def backward(ctx, gradient):
        return (gathered_sum(gradient, *ctx.saved_tensors), None, None, None, None)


class Combine(torch.autograd.Function):
    @staticmethod
    def forward(ctx, out, token, slot, held, valid):
        ctx.save_for_backward(token, valid)
        return gathered_sum(out, slot, held)

    @staticmethod
    def backward(ctx, gradient):
        return (in_line(gradient, *ctx.saved_tensors), None, None, None, None)
