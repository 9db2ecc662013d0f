"""float8-tensorwise: a product whose operands are float8 with one scale a tensor, chosen anew each time.

Forward: both operands e4m3, scale amax / 448. Backward: the gradient e5m2, scale amax / 57344, the other operand e4m3. Sums are
float32 and results bfloat16. Sides are filled up with zeros to a multiple of 16, which CUDA's kernels ask for, on every device.
"""
import torch
from torch.nn.functional import pad

SIDE = 16


def quantised(x, dtype):
    """(x in float8, its scale): x is about their product. Zeros have scale 1."""
    largest = torch.finfo(dtype).max
    amax = x.abs().max().to(torch.float32)
    scale = torch.where(amax > 0, amax / largest, torch.ones_like(amax))
    return (x.to(torch.float32) / scale).clamp(-largest, largest).to(dtype), scale


def filled(x):
    rows, columns = (-size % SIDE for size in x.shape)
    return pad(x, (0, columns, 0, rows)) if rows or columns else x


def scaled_product(a, b):
    """a [M,K] times b [K,N], each (values, scale) -> bfloat16. The kernel wants a row by row, and b column by column."""
    (left, left_scale), (right, right_scale) = a, b
    by_column = right if right.stride(0) == 1 and right.stride(1) >= right.shape[0] else right.t().contiguous().t()
    return torch._scaled_mm(
        left.contiguous(), by_column, scale_a=left_scale, scale_b=right_scale, out_dtype=torch.bfloat16, use_fast_accum=False
    )


def turned(a):
    values, scale = a
    return values.t(), scale


class Float8Product(torch.autograd.Function):
    """rows [R,K] times matrix [K,N]."""

    @staticmethod
    def forward(ctx, rows, matrix):
        a, b = quantised(filled(rows), torch.float8_e4m3fn), quantised(filled(matrix), torch.float8_e4m3fn)
        ctx.save_for_backward(*a, *b)
        ctx.shape = (*rows.shape, matrix.shape[1])
        return scaled_product(a, b)[: rows.shape[0], : matrix.shape[1]]

    @staticmethod
    def backward(ctx, gradient):
        a, b = ctx.saved_tensors[:2], ctx.saved_tensors[2:]
        rows, inner, columns = ctx.shape
        g = quantised(filled(gradient), torch.float8_e5m2)
        needs_rows, needs_matrix = ctx.needs_input_grad
        to_rows = scaled_product(g, turned(b))[:rows, :inner] if needs_rows else None
        to_matrix = scaled_product(turned(a), g)[:inner, :columns] if needs_matrix else None
        return to_rows, to_matrix


def float8_product(rows, matrix):
    if rows.shape[0] == 0:
        # No kernel for no rows: a product of zeros, through which gradients of zeros flow.
        return rows @ matrix
    return Float8Product.apply(rows, matrix)


def check_float8(device):
    """Raises where the device has no such product, or it is not the product of the rounded operands."""
    if not hasattr(torch, "_scaled_mm") or not hasattr(torch, "float8_e4m3fn"):
        raise NotImplementedError(f"torch {torch.__version__} has no scaled product of float8")
    rows = (torch.arange(48 * 32, dtype=torch.float32).reshape(48, 32) % 17 - 8).to(torch.bfloat16)
    matrix = (torch.arange(32 * 64, dtype=torch.float32).reshape(32, 64) % 13 - 6).to(torch.bfloat16)
    for kind in (torch.float8_e4m3fn, torch.float8_e5m2):
        a, b = quantised(rows.to(device), kind), quantised(matrix.to(device), torch.float8_e4m3fn)
        product = scaled_product(a, b).to("cpu").to(torch.float64)
        left, right = (values.to("cpu").to(torch.float64) * float(scale) for values, scale in (a, b))
        if not torch.allclose(product, left @ right, rtol=2.0**-7, atol=2.0**-7 * float((left @ right).abs().max())):
            raise NotImplementedError(f"_scaled_mm on {device} does not give the product of its operands")
