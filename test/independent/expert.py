"""One expert forward and backward, every form of it, with its gradients written out by hand.

For rows X: A = X W1 + b1, B = X W3 + b3 (gated forms only), D = act(A, B), O = D W2 + b2.
    dD = dO W2'   dW2 = D' dO   db2 = sum of dO's rows   (dA, dB) from dD by the activation
    dW1 = X' dA   db1 = sum of dA's rows   dW3, db3 likewise from dB   dX = dA W1' + dB W3'
"""
from math import exp, fsum, pi, sqrt, tanh

from algebra import add, product, transpose

# gpt-oss (arXiv:2508.10925; gpt_oss/torch/model.py): limit of both sides, slope of the sigmoid, what the linear side gains.
LIMIT, SLOPE, OFFSET = 7.0, 1.702, 1.0


def sigmoid(z):
    return 1.0 / (1.0 + exp(-z)) if z >= 0 else exp(z) / (1.0 + exp(z))


def swiglu(a, b):
    """(value, d/da, d/db) of silu(a) b."""
    s = sigmoid(a)
    return a * s * b, b * s * (1.0 + a * (1.0 - s)), a * s


def geglu(a, b):
    """gelu(a) b, gelu by its tanh form: a/2 (1 + tanh(u)), u = sqrt(2/pi) (a + 0.044715 a^3)."""
    t = tanh(sqrt(2.0 / pi) * (a + 0.044715 * a**3))
    slope = sqrt(2.0 / pi) * (1.0 + 3.0 * 0.044715 * a * a)
    gelu = 0.5 * a * (1.0 + t)
    return gelu * b, b * (0.5 * (1.0 + t) + 0.5 * a * (1.0 - t * t) * slope), gelu


def relu(a, _):
    return max(a, 0.0), float(a > 0.0), 0.0


def relu2(a, _):
    return max(a, 0.0) ** 2, 2.0 * max(a, 0.0), 0.0


def gelu(a, _):
    """The gate of geglu alone."""
    value, slope, _ = geglu(a, 1.0)
    return value, slope, 0.0


def clamped_swiglu(a, b):
    """g sigmoid(1.702 g) (l + 1) with g = min(a, 7) and l = b kept between -7 and 7."""
    g, l = min(a, LIMIT), min(max(b, -LIMIT), LIMIT)
    s = sigmoid(SLOPE * g)
    by_g = (l + OFFSET) * s * (1.0 + SLOPE * g * (1.0 - s))
    return g * s * (l + OFFSET), by_g * (a <= LIMIT), g * s * (-LIMIT <= b <= LIMIT)


ACTIVATIONS = {
    "swiglu": swiglu,
    "geglu": geglu,
    "relu": relu,
    "clamped-swiglu": clamped_swiglu,
    "relu2": relu2,
    "gelu": gelu,
}


def gated(activation):
    return activation in ("swiglu", "geglu", "clamped-swiglu")


def expert_forward(activation, x, w):
    """O and what backward needs again. w: the expert's tensors by their last name."""
    a = affine(x, w["w1"], w.get("b1"))
    b = affine(x, w["w3"], w.get("b3")) if gated(activation) else a
    acts = [[ACTIVATIONS[activation](p, q) for p, q in zip(*rows)] for rows in zip(a, b)]
    d = [[value for value, _, _ in row] for row in acts]
    return {"x": x, "acts": acts, "d": d, "o": affine(d, w["w2"], w.get("b2"))}


def expert_backward(activation, saved, do, w):
    """dX, and the gradient of each of the expert's tensors by its last name."""
    dd = product(do, transpose(w["w2"]))
    da = [[g * act[1] for g, act in zip(*rows)] for rows in zip(dd, saved["acts"])]
    grads = {"w1": product(transpose(saved["x"]), da), "w2": product(transpose(saved["d"]), do)}
    dx = product(da, transpose(w["w1"]))
    sums = {"b1": da, "b2": do}
    if gated(activation):
        db = [[g * act[2] for g, act in zip(*rows)] for rows in zip(dd, saved["acts"])]
        grads["w3"] = product(transpose(saved["x"]), db)
        dx = [add(p, q) for p, q in zip(dx, product(db, transpose(w["w3"])))]
        sums["b3"] = db
    grads.update((name, row_sum(rows)) for name, rows in sums.items() if name in w)
    return dx, grads


def affine(x, weight, bias):
    rows = product(x, weight)
    return rows if bias is None else [add(row, bias[0]) for row in rows]


def row_sum(rows):
    """A bias's gradient: one row, as a bias is kept."""
    return [[fsum(column) for column in transpose(rows)]]
