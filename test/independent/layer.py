"""The MoE layer forward and backward in float64, its gradients written out by hand. DESIGN.md, The work: moe-layer.

With G = dL/dy = dy/T, and for the rows X of the tokens that went to one expert, each with its weight w:
    A = X W1, B = X W3, S = silu(A), D = S*B, O = D W2          y_t += w O_t
    dw = G.O   dO = w G   dW2 = D' dO   dD = dO W2'   dB = dD*S   dA = dD*B*silu'(A)
    dW1 = X' dA   dW3 = X' dB   dX = dA W1' + dB W3'            silu'(a) = s(a) (1 + a (1 - s(a))), s the sigmoid
"""
from math import exp, fsum
from operator import mul

from routing import choose, forced_experts
from seeded import matrix, weight


def tensors_of(workload):
    """Every input of the layer by name, with dy."""
    w, seed = workload, workload["seed"]
    tokens, hidden, ffn = w["tokens"], w["hidden"], w["ffn"]
    tensors = {"x": matrix(seed, "x", tokens, hidden, 1.0), "router": weight(seed, "router", hidden, w["experts"])}
    blocks = [(f"experts.{e}", ffn) for e in range(w["experts"])]
    if w["sharedExperts"] > 0:
        blocks.append(("shared", w["sharedExperts"] * ffn))
    for block, width in blocks:
        tensors[f"{block}.w1"] = weight(seed, f"{block}.w1", hidden, width)
        tensors[f"{block}.w3"] = weight(seed, f"{block}.w3", hidden, width)
        tensors[f"{block}.w2"] = weight(seed, f"{block}.w2", width, hidden)
    tensors["dy"] = matrix(seed, "dy", tokens, hidden, 1.0)
    return tensors


def choices_of(workload, tensors):
    """Per token the experts chosen, best first. Constant for the gradient."""
    scores = router_scores(workload, tensors)
    forced = forced_experts(workload) or [[] for _ in scores]
    return [choose(p, workload["topK"], workload["router"]["groups"], f) for p, f in zip(scores, forced)]


def forward(workload, tensors, choices):
    """y, and what the backward pass needs again."""
    p = router_scores(workload, tensors)
    weights = [weights_of(workload["router"], row, chosen) for row, chosen in zip(p, choices)]
    y = zeros(workload["tokens"], workload["hidden"])
    blocks = []
    for name, tokens, slots in dispatch(workload, choices):
        block = expert_forward([tensors["x"][t] for t in tokens], *(tensors[f"{name}.{w}"] for w in ("w1", "w2", "w3")))
        # A shared expert has no slot: always on, weight 1, neither normalised nor scaled.
        block.update(name=name, tokens=tokens, slots=slots)
        block["weights"] = [1.0 if j is None else weights[t][j] for t, j in zip(tokens, slots)]
        for t, w, row in zip(tokens, block["weights"], block["o"]):
            y[t] = [a + w * b for a, b in zip(y[t], row)]
        blocks.append(block)
    return y, {"p": p, "blocks": blocks}


def loss_of(workload, tensors, y):
    """L = sum(y * dy) / T."""
    return fsum(fsum(map(mul, a, b)) for a, b in zip(y, tensors["dy"])) / workload["tokens"]


def backward(workload, tensors, choices, saved):
    """The gradient of the loss for x and every weight, by name."""
    count = workload["tokens"]
    g = [[value / count for value in row] for row in tensors["dy"]]
    grads = {name: zeros(len(value), len(value[0])) for name, value in tensors.items() if name != "dy"}
    dweights = zeros(count, workload["topK"])
    for block in saved["blocks"]:
        if not block["tokens"]:
            continue
        rows = [g[t] for t in block["tokens"]]
        for t, j, row, out in zip(block["tokens"], block["slots"], rows, block["o"]):
            if j is not None:
                dweights[t][j] = fsum(map(mul, row, out))
        name = block["name"]
        do = [[w * value for value in row] for w, row in zip(block["weights"], rows)]
        dx, grads[f"{name}.w1"], grads[f"{name}.w2"], grads[f"{name}.w3"] = expert_backward(
            block, do, *(tensors[f"{name}.{w}"] for w in ("w1", "w2", "w3"))
        )
        for t, row in zip(block["tokens"], dx):
            grads["x"][t] = add(grads["x"][t], row)
    dz = [router_backward(workload["router"], *row) for row in zip(saved["p"], choices, dweights)]
    grads["router"] = product(transpose(tensors["x"]), dz)
    through_router = product(dz, transpose(tensors["router"]))
    grads["x"] = [add(a, b) for a, b in zip(grads["x"], through_router)]
    return grads


def dispatch(workload, choices):
    """(block, its tokens, the slot of each in its token's choice) for every expert, and the shared one last."""
    for e in range(workload["experts"]):
        pairs = [(t, chosen.index(e)) for t, chosen in enumerate(choices) if e in chosen]
        yield f"experts.{e}", [t for t, _ in pairs], [j for _, j in pairs]
    if workload["sharedExperts"] > 0:
        yield "shared", list(range(workload["tokens"])), [None] * workload["tokens"]


def router_scores(workload, tensors):
    """p[T,E]: softmax over all experts, or a sigmoid of each."""
    logits = product(tensors["x"], tensors["router"])
    if workload["router"]["score"] == "sigmoid":
        return [[sigmoid(z) for z in row] for row in logits]
    return [softmax(row) for row in logits]


def weights_of(router, p, chosen):
    """p of the chosen, divided by their sum where the model normalises, times its scale. No bias enters here."""
    total = fsum(p[e] for e in chosen) if router["normalise"] else 1.0
    return [p[e] / total * router["scale"] for e in chosen]


def router_backward(router, p, chosen, dw):
    """dL/dlogits of one token. Normalised: w_i = c p_i / s, so dp_j = c/s (dw_j - sum_i dw_i p_i / s)."""
    picked = [p[e] for e in chosen]
    total = fsum(picked) if router["normalise"] else 1.0
    mean = fsum(map(mul, dw, picked)) / total if router["normalise"] else 0.0
    dp = [0.0] * len(p)
    for e, value in zip(chosen, dw):
        dp[e] = router["scale"] / total * (value - mean)
    if router["score"] == "sigmoid":
        return [d * s * (1.0 - s) for d, s in zip(dp, p)]
    inner = fsum(map(mul, dp, p))
    return [s * (d - inner) for d, s in zip(dp, p)]


def expert_forward(x, w1, w2, w3):
    a, b = product(x, w1), product(x, w3)
    s = [[z * sigmoid(z) for z in row] for row in a]
    d = [list(map(mul, r, q)) for r, q in zip(s, b)]
    return {"x": x, "a": a, "b": b, "s": s, "d": d, "o": product(d, w2)}


def expert_backward(saved, do, w1, w2, w3):
    """(dX, dW1, dW2, dW3) from dO."""
    dd = product(do, transpose(w2))
    db = [list(map(mul, r, s)) for r, s in zip(dd, saved["s"])]
    da = [
        [v * b * sigmoid(a) * (1.0 + a * (1.0 - sigmoid(a))) for v, b, a in zip(*rows)]
        for rows in zip(dd, saved["b"], saved["a"])
    ]
    xt = transpose(saved["x"])
    dx = [add(p, q) for p, q in zip(product(da, transpose(w1)), product(db, transpose(w3)))]
    return dx, product(xt, da), product(transpose(saved["d"]), do), product(xt, db)


def sigmoid(z):
    return 1.0 / (1.0 + exp(-z)) if z >= 0 else exp(z) / (1.0 + exp(z))


def softmax(row):
    top = max(row)
    powers = [exp(z - top) for z in row]
    total = fsum(powers)
    return [power / total for power in powers]


def product(a, b):
    """Matrix product; fsum rounds each dot product's sum once."""
    columns = transpose(b)
    return [[fsum(map(mul, row, column)) for column in columns] for row in a]


def transpose(a):
    return [list(column) for column in zip(*a)]


def add(a, b):
    return [p + q for p, q in zip(a, b)]


def zeros(rows, columns):
    return [[0.0] * columns for _ in range(rows)]
