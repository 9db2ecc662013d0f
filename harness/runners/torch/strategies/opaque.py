"""The grouped product as an operator that torch.compile does not look into, with its own backward.

torch 2.13 compiles its own operator for bfloat16 alone, and none with an operand of no columns (pytorch#192497).
"""
import torch

from strategies.grouped import grouped_product

if not hasattr(torch, "compile") or not hasattr(torch.library, "custom_op"):
    raise NotImplementedError(f"torch {torch.__version__} cannot compile around an operator: 2.4 is the first that can")

PRODUCT = grouped_product()


@torch.library.custom_op("moebench::grouped_product", mutates_args=())
def forward(rows: torch.Tensor, weights: torch.Tensor, ends: torch.Tensor) -> torch.Tensor:
    return PRODUCT(rows.contiguous(), weights, offs=ends).contiguous()


@torch.library.custom_op("moebench::grouped_gradient", mutates_args=())
def to_weights(rows: torch.Tensor, gradient: torch.Tensor, ends: torch.Tensor) -> torch.Tensor:
    return PRODUCT(rows.contiguous().t(), gradient.contiguous(), offs=ends).contiguous()


@forward.register_fake
def _(rows, weights, ends):
    return rows.new_empty(rows.shape[0], weights.shape[2])


@to_weights.register_fake
def _(rows, gradient, ends):
    return rows.new_empty(ends.shape[0], rows.shape[1], gradient.shape[1])


def keep(ctx, inputs, output):
    ctx.save_for_backward(*inputs)


def backward(ctx, gradient):
    rows, weights, ends = ctx.saved_tensors
    to_rows = forward(gradient, weights.transpose(1, 2), ends) if ctx.needs_input_grad[0] else None
    return to_rows, to_weights(rows, gradient, ends) if ctx.needs_input_grad[1] else None, None


forward.register_autograd(backward, setup_context=keep)


def opaque_product(rows, weights, offs):
    """rows [R,K], weights [E,K,N], offs [E] -> [R,N]."""
    return forward(rows, weights, offs)
