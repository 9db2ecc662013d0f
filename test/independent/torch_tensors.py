"""Names, shapes and values of what a block or a whole language model is given, as torch tensors. DESIGN.md, Data."""
import numpy
import torch

from seeded import GOLDEN, amplitude, fnv1a32

GAINS = ("norm1", "norm2", "norm", "qNorm", "kNorm", "kvNorm")


def seeded(seed, name, shape, a):
    """The tensor `name`: seeded.py's rule for all indices at once, in wrapping 32-bit arithmetic."""
    count = int(numpy.prod(shape))
    x = numpy.arange(count, dtype=numpy.uint32) * numpy.uint32(GOLDEN) + numpy.uint32(fnv1a32(f"{seed}/{name}"))
    x = (x ^ (x >> 16)) * numpy.uint32(0x85EBCA6B)
    x = (x ^ (x >> 13)) * numpy.uint32(0xC2B2AE35)
    u24 = (x ^ (x >> 16)) >> 8
    values = (u24.astype(numpy.float64) - 2**23) / 2**23 * a
    return torch.from_numpy(values.reshape(shape))


def parameter(seed, name, shape):
    """A norm's gain is ones; every weight is as large as its first dimension, its fan-in, says."""
    if name.split(".")[-1] in GAINS:
        return torch.ones(shape, dtype=torch.float64)
    return seeded(seed, name, shape, amplitude(shape[0]))


def block_shapes(workload, dense=False):
    """Parameters of one block: its norms, attention, and the mixture or a dense layer in its place."""
    hidden = workload["hidden"]
    feed_forward = dense_shapes(workload) if dense else mixture_shapes(workload)
    return {"norm1": [hidden], **attention_shapes(workload), "norm2": [hidden], **feed_forward}


def attention_shapes(workload):
    a, hidden = workload["attention"], workload["hidden"]
    heads = a["heads"]
    if a["kind"] == "gqa":
        q, kv = heads * a["headDim"], a["kvHeads"] * a["headDim"]
        shapes = {"q": [hidden, q], "k": [hidden, kv], "v": [hidden, kv], "o": [q, hidden]}
        norms = {"qNorm": [a["headDim"]], "kNorm": [a["headDim"]]} if a["qkNorm"] else {}
    else:
        query = heads * (a["nopeDim"] + a["ropeDim"])
        rank = a["queryRank"]
        shapes = {"q": [hidden, query]} if rank is None else {"qDown": [hidden, rank], "qUp": [rank, query]}
        shapes["kvDown"] = [hidden, a["kvRank"] + a["ropeDim"]]
        shapes["kvUp"] = [a["kvRank"], heads * (a["nopeDim"] + a["valueDim"])]
        shapes["o"] = [heads * a["valueDim"], hidden]
        norms = {"kvNorm": [a["kvRank"]], **({} if rank is None else {"qNorm": [rank]})}
    return {f"attention.{name}": shape for name, shape in {**shapes, **norms}.items()}


def mixture_shapes(workload):
    w, ffn = workload, workload["ffn"]
    shapes = {"router": [w["hidden"], w["experts"]]}
    if w["router"]["bias"]:
        shapes["router.bias"] = [w["experts"]]
    widths = {f"experts.{e}": ffn for e in range(w["experts"])}
    if w["sharedExperts"] > 0:
        widths["shared"] = w.get("sharedFfn") or w["sharedExperts"] * ffn
    for block, width in widths.items():
        shapes.update(feed_forward_shapes(block, w, width, w["expertBiases"]))
    if w.get("sharedGate"):
        shapes["shared.gate"] = [w["hidden"], 1]
    return shapes


def dense_shapes(workload):
    return feed_forward_shapes("dense", workload, workload["denseFfn"], biases=False)


def feed_forward_shapes(block, workload, width, biases):
    hidden, gated = workload["hidden"], workload["activation"] in ("swiglu", "geglu", "clamped-swiglu")
    shapes = {"w1": [hidden, width], "w2": [width, hidden], "b1": [width], "b2": [hidden]}
    if gated:
        shapes.update(w3=[hidden, width], b3=[width])
    return {f"{block}.{name}": shape for name, shape in shapes.items() if biases or name[0] == "w"}


def is_dense(workload, layer):
    """The first `firstDense` layers, and of the others all but every `moeEvery`-th."""
    return layer < workload["firstDense"] or (layer + 1) % workload["moeEvery"] != 0


def model_shapes(workload):
    """Parameters of the language model: embedding, layers, final norm, head."""
    shapes = {"embedding": [workload["vocab"], workload["hidden"]]}
    for i in range(workload["layers"]):
        for name, shape in block_shapes(workload, is_dense(workload, i)).items():
            shapes[f"layers.{i}.{name}"] = shape
    shapes["norm"] = [workload["hidden"]]
    return shapes if workload["tied"] else {**shapes, "head": [workload["hidden"], workload["vocab"]]}


def parameters(workload, shapes):
    return {name: parameter(workload["seed"], name, shape).requires_grad_() for name, shape in shapes.items()}
