"""The MoE layer forward and backward in float64, its gradients written out by hand. DESIGN.md, The work: moe-layer.

With G = dL/dy = dy/T, and for the rows X of the tokens that went to one expert, each with its weight w (expert.py has the rest):
    weight on the output    O = expert(X)     y_t += w O_t    dw = G.O     dO = w G    dX = dX of the expert
    weight on the input     O = expert(w X)   y_t += O_t      dw = X.dX'   dO = G      dX = w dX', dX' the expert's
The shared expert's weight is 1, or where it has a gate s = sigmoid(x.g): dg = sum of x s(1-s) (G.O), dx += g s(1-s) (G.O).
"""
from math import ceil, exp, fsum
from operator import mul

from algebra import add, product, transpose, zeros
from expert import expert_backward, expert_forward, gated, row_sum, sigmoid
from routing import choose, forced_experts
from seeded import matrix, vector, weight


def tensors_of(workload):
    """Every input of the layer by name, with dy."""
    w, seed = workload, workload["seed"]
    tokens, hidden, ffn = w["tokens"], w["hidden"], w["ffn"]
    tensors = {"x": matrix(seed, "x", tokens, hidden, 1.0), "router": weight(seed, "router", hidden, w["experts"])}
    if w["router"]["bias"]:
        tensors["router.bias"] = vector(seed, "router.bias", w["experts"])
    blocks = [(f"experts.{e}", ffn) for e in range(w["experts"])]
    if w["sharedExperts"] > 0:
        blocks.append(("shared", w["sharedFfn"] if "sharedFfn" in w else w["sharedExperts"] * ffn))
    for block, width in blocks:
        shapes = {"w1": (hidden, width), "w3": (hidden, width), "w2": (width, hidden)}
        lengths = {"b1": width, "b3": width, "b2": hidden} if w["expertBiases"] else {}
        if not gated(w["activation"]):
            shapes.pop("w3")
            lengths.pop("b3", None)
        tensors.update((f"{block}.{name}", weight(seed, f"{block}.{name}", *shape)) for name, shape in shapes.items())
        tensors.update((f"{block}.{name}", vector(seed, f"{block}.{name}", n)) for name, n in lengths.items())
    if w.get("sharedGate"):
        tensors["shared.gate"] = weight(seed, "shared.gate", hidden, 1)
    tensors["dy"] = matrix(seed, "dy", tokens, hidden, 1.0)
    return tensors


def tensors_under(tensors, block):
    """The tensors of one expert, by their last name."""
    start = f"{block}."
    # The gate of the shared expert stands outside it.
    tensors = {name: value for name, value in tensors.items() if name != "shared.gate"}
    return {name[len(start) :]: value for name, value in tensors.items() if name.startswith(start)}


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
        # A shared expert has no slot: always on, its weight that of its gate, neither normalised nor scaled.
        own = [shared_weight(tensors, t) if j is None else weights[t][j] for t, j in zip(tokens, slots)]
        on_input = workload["weightOn"] == "input" and name != "shared"
        before, after = (own, ones(own)) if on_input else (ones(own), own)
        rows = scaled(before, [tensors["x"][t] for t in tokens])
        block = expert_forward(workload["activation"], rows, tensors_under(tensors, name))
        block.update(name=name, tokens=tokens, slots=slots, before=before, after=after)
        for t, w, row in zip(tokens, after, block["o"]):
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
        do = scaled(block["after"], rows)
        own = tensors_under(tensors, block["name"])
        dx, found = expert_backward(workload["activation"], block, do, own)
        grads.update((f"{block['name']}.{name}", value) for name, value in found.items())
        x = [tensors["x"][t] for t in block["tokens"]]
        one, other = (x, dx) if workload["weightOn"] == "input" else (rows, block["o"])
        for t, j, p, q in zip(block["tokens"], block["slots"], one, other):
            if j is not None:
                dweights[t][j] = fsum(map(mul, p, q))
        for t, row in zip(block["tokens"], scaled(block["before"], dx)):
            grads["x"][t] = add(grads["x"][t], row)
        if block["name"] == "shared" and "shared.gate" in tensors:
            slopes = [s * (1.0 - s) * fsum(map(mul, p, q)) for s, p, q in zip(block["after"], rows, block["o"])]
            gate_backward(tensors, grads, slopes)
    dz = [router_backward(workload["router"], *row) for row in zip(saved["p"], choices, dweights)]
    grads["router"] = product(transpose(tensors["x"]), dz)
    if workload["router"]["bias"]:
        grads["router.bias"] = row_sum(dz)
    through_router = product(dz, transpose(tensors["router"]))
    grads["x"] = [add(a, b) for a, b in zip(grads["x"], through_router)]
    return grads


def shared_weight(tensors, token):
    """sigmoid(x.g) of the shared expert's gate g [H,1]; 1 where it has none."""
    if "shared.gate" not in tensors:
        return 1.0
    return sigmoid(fsum(x * row[0] for x, row in zip(tensors["x"][token], tensors["shared.gate"])))


def gate_backward(tensors, grads, slopes):
    """slopes: dL/d(x.g) of each token."""
    column = [row[0] for row in tensors["shared.gate"]]
    grads["shared.gate"] = product(transpose(tensors["x"]), [[slope] for slope in slopes])
    for t, slope in enumerate(slopes):
        grads["x"][t] = [a + slope * g for a, g in zip(grads["x"][t], column)]


def dispatch(workload, choices):
    """(block, its tokens, the slot of each in its token's choice) for every expert, and the shared one last."""
    taken = [[] for _ in range(workload["experts"])]
    room = capacity(workload)
    for t, chosen in enumerate(choices):  # the order of t*k + j, j by falling score
        for j, e in enumerate(chosen):
            if len(taken[e]) < room:
                taken[e].append((t, j))
    for e, pairs in enumerate(taken):
        yield f"experts.{e}", [t for t, _ in pairs], [j for _, j in pairs]
    if workload["sharedExperts"] > 0:
        yield "shared", list(range(workload["tokens"])), [None] * workload["tokens"]


def capacity(workload):
    """Pairs an expert takes: all, or C = ceil(f*T*k / E). The others are dropped: they add 0, and weights stay as they are."""
    tokens, experts, dispatching = workload["tokens"], workload["experts"], workload["dispatch"]
    if dispatching["kind"] == "dropless":
        return tokens
    if dispatching["kind"] != "capacity" or not dispatching["factor"] > 0:
        raise ValueError(f"workload.dispatch is {dispatching!r}; this oracle knows dropless, and capacity with a factor above 0")
    return ceil(dispatching["factor"] * (tokens * workload["topK"]) / experts)


def router_scores(workload, tensors):
    """p[T,E]: softmax over all experts, or a sigmoid of each."""
    logits = product(tensors["x"], tensors["router"])
    if workload["router"]["bias"]:
        logits = [add(row, tensors["router.bias"][0]) for row in logits]
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


def softmax(row):
    top = max(row)
    powers = [exp(z - top) for z in row]
    total = fsum(powers)
    return [power / total for power in powers]


def scaled(weights, rows):
    return [[w * value for value in row] for w, row in zip(weights, rows)]


def ones(weights):
    return [1.0] * len(weights)
