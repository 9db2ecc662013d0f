"""What one expert computes between its matrices, and the feed-forward of one expert, the shared ones or a dense layer."""
import torch
from torch.nn.functional import gelu, silu


def clamped_swiglu(a, b):
    """gpt-oss: a steeper gate, both sides clamped at 7, one added to the linear side."""
    a, b = a.clamp(max=7.0), b.clamp(-7.0, 7.0)
    return a * torch.sigmoid(1.702 * a) * (b + 1.0)


GATES = {
    "swiglu": lambda a, b: silu(a) * b,
    "geglu": lambda a, b: gelu(a, approximate="tanh") * b,
    "clamped-swiglu": clamped_swiglu,
}
UNGATED = {
    "relu": torch.relu,
    "relu2": lambda a: torch.relu(a).square(),
    "gelu": lambda a: gelu(a, approximate="tanh"),
}
SIDES = ("w1", "w2", "w3", "b1", "b2", "b3")


def hidden_of(activation, a, b):
    """The hidden activation from x w1 (and x w3 where the form is gated)."""
    return UNGATED[activation](a) if activation in UNGATED else GATES[activation](a, b)


def weights_of(tensor, block):
    """The weights of one block by side, those it has. `tensor(name)`: a weight, None where there is none of that name."""
    found = {side: tensor(f"{block}.{side}") for side in SIDES}
    return {side: value for side, value in found.items() if value is not None}


def multiply(rows, matrix):
    return rows @ matrix


def feed_forward(x, weights, activation, weight=None, product=multiply):
    """act(x w1, x w3) w2 with the biases there are. `weight` [r,1] multiplies the hidden activation (and b2): the same product."""

    def linear(rows, side):
        y = product(rows, weights[f"w{side}"])
        return y + weights[f"b{side}"] if f"b{side}" in weights else y

    hidden = hidden_of(activation, linear(x, 1), None if activation in UNGATED else linear(x, 3))
    if weight is None:
        return linear(hidden, 2)
    y = product(hidden * weight, weights["w2"])
    return y + weight * weights["b2"] if "b2" in weights else y
