"""The fields of a workload that these runners know (docs/RUNNERS.md, The workload): one that they do not know changes what is computed."""
from wire import ProtocolError

LAYER = frozenset(
    "version part pass dtype seed tokens hidden ffn experts topK sharedExperts sharedFfn sharedGate activation expertBiases "
    "weightOn router routing dispatch".split()
)
BLOCK = LAYER | {"sequence", "attention", "normEpsilon"}
TRAIN = BLOCK | frozenset(
    "layers firstDense moeEvery denseFfn vocab tied selectionBiasRate losses optimizer text".split()
)
FIELDS = {"moe-layer": LAYER, "moe-block": BLOCK, "train-step": TRAIN}
ROUTER = frozenset(("score", "normalise", "scale", "groups", "bias"))
GROUPS = frozenset(("count", "kept", "by"))
ACTIVATIONS = ("swiglu", "geglu", "relu", "clamped-swiglu", "relu2", "gelu")
SCORES = ("softmax", "sigmoid")
PLACES = ("output", "input")


def refuse_unknown(workload):
    """Raises `unsupported` for a field, or a value of a field, that the layer does not have here."""
    known = FIELDS.get(workload["part"])
    if known is None:
        return
    router = workload["router"]
    groups = router["groups"] or {}
    for where, found, fields in (("", workload, known), ("router.", router, ROUTER), ("router.groups.", groups, GROUPS)):
        for name in found:
            if name not in fields:
                raise ProtocolError("unsupported", f"{where}{name}: a field that this runner does not know")
    require("activation", workload["activation"], ACTIVATIONS)
    require("router.score", router["score"], SCORES)
    require("weightOn", workload["weightOn"], PLACES)
    require("router.groups.by", groups.get("by", "best"), ("best",))


def require(name, value, known):
    if value not in known:
        raise ProtocolError("unsupported", f"{name} is '{value}'; this runner knows {', '.join(known)}")
