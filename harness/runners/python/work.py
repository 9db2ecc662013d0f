"""A workload's tensors by name, and where it sends its tokens (docs/WORKLOADS.md). Plain Python: no framework.

A tensor is a row {name, shape} with `amplitude` (drawn by the data rule, uniform in [-amplitude, amplitude)) or `fill` (one value
everywhere).
"""
import base64
from bisect import bisect_right
from math import ceil
from struct import unpack

from rule import draw24, stream_key, weight_amplitude

DRAWS_PER_TOKEN = 4096
# Activations of two matrices; the others have a third, w3, that the activation multiplies with.
UNGATED = ("relu", "relu2", "gelu")


def weight(name, *shape):
    return {"name": name, "shape": shape, "amplitude": weight_amplitude(shape[0])}


def activation(name, *shape):
    return {"name": name, "shape": shape, "amplitude": 1.0}


def ones(name, *shape):
    return {"name": name, "shape": shape, "fill": 1.0}


def in_scope(scope, rows):
    return [{**row, "name": f"{scope}{row['name']}"} for row in rows]


def expert_tensors(block, workload, width, biases):
    """w1, w3 [H,width], w2 [width,H] and their biases: one expert, the shared experts, or a dense layer."""
    hidden, gated = workload["hidden"], workload["activation"] not in UNGATED
    rows = [weight(f"{block}.w1", hidden, width), weight(f"{block}.w2", width, hidden)]
    if gated:
        rows.append(weight(f"{block}.w3", hidden, width))
    if biases:
        rows += [weight(f"{block}.b1", width), weight(f"{block}.b2", hidden)]
        if gated:
            rows.append(weight(f"{block}.b3", width))
    return rows


def shared_width(workload):
    """Of all shared experts together; `sharedFfn`: of the one that has a width of its own."""
    return workload.get("sharedFfn", workload["ffn"] * workload["sharedExperts"])


def moe_tensors(workload):
    """router [H,E], the experts, the shared experts, as wide as all of them together, and their gate [H,1]."""
    w = workload
    rows = [weight("router", w["hidden"], w["experts"])]
    if w["router"]["bias"]:
        rows.append(weight("router.bias", w["experts"]))
    for expert in range(w["experts"]):
        rows += expert_tensors(f"experts.{expert}", w, w["ffn"], w["expertBiases"])
    if w["sharedExperts"] > 0:
        rows += expert_tensors("shared", w, shared_width(w), w["expertBiases"])
    if w.get("sharedGate"):
        rows.append(weight("shared.gate", w["hidden"], 1))
    return rows


def attention_tensors(form, hidden):
    """The weights of one layer's attention: grouped queries (gqa), or DeepSeek's latent form (mla)."""
    f = form
    if f["kind"] == "gqa":
        rows = [
            weight("q", hidden, f["heads"] * f["headDim"]),
            weight("k", hidden, f["kvHeads"] * f["headDim"]),
            weight("v", hidden, f["kvHeads"] * f["headDim"]),
            weight("o", f["heads"] * f["headDim"], hidden),
        ]
        if f["qkNorm"]:
            rows += [ones("qNorm", f["headDim"]), ones("kNorm", f["headDim"])]
    else:
        queries = f["heads"] * (f["nopeDim"] + f["ropeDim"])
        rows = [weight("q", hidden, queries)]
        if f["queryRank"] is not None:
            rank = f["queryRank"]
            rows = [weight("qDown", hidden, rank), ones("qNorm", rank), weight("qUp", rank, queries)]
        rows += [
            weight("kvDown", hidden, f["kvRank"] + f["ropeDim"]),
            ones("kvNorm", f["kvRank"]),
            weight("kvUp", f["kvRank"], f["heads"] * (f["nopeDim"] + f["valueDim"])),
            weight("o", f["heads"] * f["valueDim"], hidden),
        ]
    return in_scope("attention.", rows)


def before_experts(workload):
    """The weights of a block, dense or MoE, that stand before its experts."""
    hidden = workload["hidden"]
    return [ones("norm1", hidden), *attention_tensors(workload["attention"], hidden), ones("norm2", hidden)]


def is_moe_layer(workload, layer):
    """The first layers are dense where the model says so, and of the others all but every n-th."""
    return layer >= workload["firstDense"] and (layer + 1) % workload["moeEvery"] == 0


def model_tensors(workload):
    """What a train-step trains: embedding [V,H], each layer's weights, the last norm, head [H,V] unless it is the embedding."""
    w = workload
    rows = [weight("embedding", w["vocab"], w["hidden"])]
    for layer in range(w["layers"]):
        moe = is_moe_layer(w, layer)
        inner = moe_tensors(w) if moe else expert_tensors("dense", w, w["denseFfn"], False)
        rows += in_scope(f"layers.{layer}.", [*before_experts(w), *inner])
    rows.append(ones("norm", w["hidden"]))
    if not w["tied"]:
        rows.append(weight("head", w["hidden"], w["vocab"]))
    return rows


def weights_of_part(workload):
    """Every tensor that a gradient is asked for, but x: of a moe-layer, a moe-block or a train-step."""
    part = workload["part"]
    if part == "train-step":
        return model_tensors(workload)
    return [*(before_experts(workload) if part == "moe-block" else []), *moe_tensors(workload)]


def loss_scale(workload):
    """What float16 backward starts from: the least power of two that is no less than the tokens. 1 for other types."""
    return 2.0 ** (workload["tokens"] - 1).bit_length() if workload["dtype"] == "float16" else 1.0


def capacity_of(workload):
    """Rows an expert takes at most, ceil(f T k / E); None where it takes all. Twelve digits, so that 1.1 * 200 / 4 is 55."""
    dispatch = workload["dispatch"]
    if dispatch["kind"] == "dropless":
        return None
    rows = dispatch["factor"] * (workload["tokens"] * workload["topK"]) / workload["experts"]
    return ceil(float(f"{rows:.12g}"))


def forced_experts(workload, files):
    """The experts that the routing forces, T lists of k; None where the router decides. `files["choices"]`: a trace as int32."""
    routing, experts, top_k = workload["routing"], workload["experts"], workload["topK"]
    pairs = workload["tokens"] * top_k
    if routing["kind"] == "learned":
        return None
    if routing["kind"] == "zipf":
        return zipf_experts(workload, routing["thresholds"])
    if routing["kind"] == "balanced":
        flat = [pair % experts for pair in range(pairs)]
    else:
        flat = traced_experts(routing, files, pairs)
    return [list(flat[start : start + top_k]) for start in range(0, pairs, top_k)]


def traced_experts(routing, files, pairs):
    """The first `pairs` recorded choices: little-endian int32 in a file, or 16 bits in the workload's base64."""
    if files.get("choices") is None:
        return unpack(f"<{pairs}H", base64.b64decode(routing["choices"])[: 2 * pairs])
    with open(files["choices"], "rb") as file:
        return unpack(f"<{pairs}i", file.read(4 * pairs))


def zipf_experts(workload, thresholds):
    """Token t, draw i: the first expert whose threshold is above draw t * 4096 + i; repeats are skipped, then the lowest free."""
    key = stream_key(workload["seed"], "routing")
    return [zipf_token(key, token * DRAWS_PER_TOKEN, thresholds, workload["topK"]) for token in range(workload["tokens"])]


def zipf_token(key, first, thresholds, top_k):
    taken = {}
    for index in range(first, first + DRAWS_PER_TOKEN):
        if len(taken) == top_k:
            break
        taken[bisect_right(thresholds, draw24(key, index))] = None
    expert = 0
    while len(taken) < top_k:
        taken[expert] = None
        expert += 1
    return list(taken)
