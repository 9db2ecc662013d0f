"""What must hold of the PyTorch side whatever the project computes: identities and arithmetic worked out by hand."""
import cmath
import math

import torch
from torch.nn.functional import multi_head_attention_forward

from grammar import sentences
from torch_attention import attend, grouped_query, latent, rms_norm, rotate
from torch_mixture import capacity, choose
from torch_model import adamw, block, language_model, no_bias, parameters, scoped
from torch_tensors import block_shapes, model_shapes, parameter, seeded

BATCH, LENGTH, HIDDEN, HEADS, DIM = 2, 5, 12, 4, 6

ROPE = {"ropeDim": DIM, "ropeTheta": 100.0}
GQA = {"kind": "gqa", "heads": HEADS, "kvHeads": HEADS, "headDim": DIM, **ROPE, "qkNorm": False}
MLA = {"kind": "mla", "heads": HEADS, "queryRank": None, "kvRank": 8, "nopeDim": 4, "valueDim": 6, **ROPE, "ropeDim": 2}
MODEL = {
    "seed": 11, "tokens": BATCH * LENGTH, "sequence": LENGTH, "hidden": HIDDEN, "ffn": 7, "experts": 6, "topK": 2,
    "sharedExperts": 1, "activation": "swiglu", "expertBiases": True, "weightOn": "output", "normEpsilon": 1e-6,
    "router": {"score": "sigmoid", "normalise": True, "scale": 2.5, "groups": {"count": 3, "kept": 2}, "bias": True},
    "routing": {"kind": "learned"}, "dispatch": {"kind": "capacity", "factor": 1.25}, "attention": MLA, "layers": 2,
    "firstDense": 1, "moeEvery": 1, "denseFfn": 9, "vocab": 128, "tied": True, "losses": {"balance": 0.1, "z": 0.01},
}  # fmt: skip


def self_check():
    """{passed, checks: [{name, error, tolerance}]}; an error is the largest absolute difference."""
    names = [check.__doc__.split("\n")[0] for check, _ in CHECKS]
    checks = [{"name": n, "error": float(check()), "tolerance": t} for n, (check, t) in zip(names, CHECKS)]
    return {"passed": all(c["error"] <= c["tolerance"] for c in checks), "checks": checks}


def adamw_by_hand():
    """AdamW of two steps on two numbers is what a pencil gives

    lr 0.1, betas 0.5 and 0.75, epsilon 0, decay 0.5: a matrix [2, -1] first shrinks by 1 - 0.1*0.5 = 0.95, a vector does not.
    Step 1, g = [4, -2]: m = g/2, v = g^2/4; both corrections undo just that, so the move is 0.1*sign(g).
        matrix  [2*0.95 - 0.1, -1*0.95 + 0.1] = [1.8, -0.85]          vector [2 - 0.1, -1 + 0.1] = [1.9, -0.9]
    Step 2, g = [0, 2]: m = [1, -0.5 + 1] = [1, 0.5], v = [4*0.75, 1*0.75 + 4/4] = [3, 1.75]; corrections 1 - 1/4 = 3/4 and
        1 - 9/16 = 7/16: move = 0.1*(m*4/3) / sqrt(v*16/7) = 0.1*[4/3 / sqrt(48/7), 2/3 / sqrt(4)] = 0.1*[sqrt(7/27), 1/3]
        matrix  [1.71 - 0.1*sqrt(7/27), -0.8075 - 1/30]                vector [1.9 - 0.1*sqrt(7/27), -0.9 - 1/30]
    """
    matrix, vector = torch.tensor([[2.0, -1.0]], dtype=torch.float64), torch.tensor([2.0, -1.0], dtype=torch.float64)
    settings = {"learningRate": 0.1, "beta1": 0.5, "beta2": 0.75, "epsilon": 0.0, "weightDecay": 0.5}
    optimizer = adamw(settings, [matrix.requires_grad_(), vector.requires_grad_()])
    error, move = 0.0, 0.1 * math.sqrt(7 / 27)
    for gradient, by_hand in (
        ([4.0, -2.0], ([1.8, -0.85], [1.9, -0.9])),
        ([0.0, 2.0], ([1.71 - move, -0.8075 - 1 / 30], [1.9 - move, -0.9 - 1 / 30])),
    ):
        for weight in (matrix, vector):
            weight.grad = torch.tensor(gradient, dtype=torch.float64).reshape(weight.shape)
        optimizer.step()
        for weight, expected in zip((matrix, vector), by_hand):
            error = max(error, difference(weight.detach().flatten(), torch.tensor(expected, dtype=torch.float64)))
    return error


def heads_of_their_own():
    """Grouped-query attention with as many key heads as heads is PyTorch's own multi-head attention"""
    x, given = inputs(GQA)
    # ropeDim 0: nothing is rotated.
    ours = grouped_query(x, given, {**MODEL, "attention": {**GQA, "ropeDim": 0}}) @ given("attention.o")
    return difference(ours, torch_attention(x, [given(f"attention.{name}") for name in "qkvo"]))


def shared_key_heads():
    """Grouped-query attention is attention whose key and value matrices repeat a head's columns"""
    form = {**GQA, "kvHeads": 2, "ropeDim": 0}
    x, given = inputs(form)
    ours = grouped_query(x, given, {**MODEL, "attention": form}) @ given("attention.o")
    # heads 0, 1 read key head 0 and heads 2, 3 key head 1
    columns = torch.cat([torch.arange(DIM) + h * DIM for h in (0, 0, 1, 1)])
    k, v = given("attention.k")[:, columns], given("attention.v")[:, columns]
    return difference(ours, torch_attention(x, [given("attention.q"), k, v, given("attention.o")]))


def trivial_latent():
    """Latent attention whose ranks do nothing is multi-head attention on the same matrices"""
    form = {**MLA, "kvRank": HIDDEN, "nopeDim": DIM, "valueDim": DIM, "ropeDim": 2}
    x, given = inputs(GQA)
    x = rms_norm(x, torch.ones(HIDDEN, dtype=torch.float64), 0.0)  # the latent's norm then changes nothing either
    none = torch.zeros(HIDDEN, HEADS * 2, dtype=torch.float64)
    weights = {
        # A rotated part of zeros adds nothing to a score; the query is scaled up for the wider sqrt(nope + rope).
        "attention.q": side_by_side(given("attention.q"), none) * math.sqrt((DIM + 2) / DIM),
        "attention.kvDown": torch.cat([torch.eye(HIDDEN, dtype=torch.float64), none[:, :2]], dim=1),
        "attention.kvNorm": torch.ones(HIDDEN, dtype=torch.float64),
        "attention.kvUp": side_by_side(given("attention.k"), given("attention.v")),
    }
    ours = latent(x, weights.__getitem__, {**MODEL, "attention": form, "normEpsilon": 0.0}) @ given("attention.o")
    return difference(ours, torch_attention(x, [given(f"attention.{name}") for name in "qkvo"]))


def side_by_side(left, right):
    """Head by head, the columns of one matrix [H, heads*d] and then those of another."""
    return torch.cat([part.reshape(HIDDEN, HEADS, -1) for part in (left, right)], dim=2).reshape(HIDDEN, -1)


def rotation_keeps_norms():
    """RoPE keeps every head's norm, the first position, and what lies beyond its width"""
    x = seeded(1, "heads", [BATCH, LENGTH, HEADS, DIM], 1.0)
    y = rotate(x, 4, 10.0)
    kept = max(difference(y[:, 0], x[:, 0]), difference(y[..., 4:], x[..., 4:]))
    return max(kept, difference(y.norm(dim=-1), x.norm(dim=-1)))


def rotation_is_relative():
    """The product of a rotated query and a rotated key depends on how far apart they are, and on nothing else"""
    q, k = (seeded(1, name, [DIM], 1.0).expand(1, 9, 1, DIM) for name in "qk")
    products = rotate(q, DIM, 10.0)[0, :, 0] @ rotate(k, DIM, 10.0)[0, :, 0].T
    spread = max(float(products.diagonal(d).max() - products.diagonal(d).min()) for d in range(-8, 9))
    return spread if difference(products[0, 0], products[0, 1]) > 1e-3 else math.inf


def rotation_is_a_complex_product():
    """RoPE turns pair i, (x_i, x_{i+r/2}) as one complex number, by position * theta^(-2i/r)"""
    x = seeded(1, "heads", [1, 7, 1, DIM], 1.0)
    y, error = rotate(x, DIM, 50.0), 0.0
    for position in range(7):
        for i in range(DIM // 2):
            pair = complex(x[0, position, 0, i], x[0, position, 0, i + DIM // 2])
            turned = pair * cmath.exp(1j * position * 50.0 ** (-2 * i / DIM))
            ours = complex(y[0, position, 0, i], y[0, position, 0, i + DIM // 2])
            error = max(error, abs(turned - ours))
    return error


def norm_by_hand():
    """RMSNorm of (3, 4) with epsilon 12.5 is (3, 4) / 5, times its gain"""
    y = rms_norm(torch.tensor([3.0, 4.0], dtype=torch.float64), torch.tensor([1.0, 10.0], dtype=torch.float64), 12.5)
    return difference(y, torch.tensor([0.6, 8.0], dtype=torch.float64))


def attention_is_causal():
    """A block's earlier positions, and other sequences, do not see a token that changes"""
    error = 0.0
    for form in (GQA, MLA):
        workload = {**MODEL, "attention": form, "dispatch": {"kind": "dropless"}}
        x, given = inputs(form)
        changed = x.clone()
        changed[3] += 1.0  # position 3 of sequence 0
        none = torch.zeros(len(x), MODEL["experts"], dtype=torch.bool)
        before, after = (block(v, given, workload, none, no_bias(workload))[0] for v in (x, changed))
        if difference(before[4], after[4]) < 1e-6:
            return math.inf  # position 4 must see it
        unseen = [t for t in range(len(x)) if t not in (3, 4)]
        error = max(error, difference(before[unseen], after[unseen]))
    return error


def choice_by_hand():
    """Groups, ties and forced experts choose what they choose by hand"""
    rows = [[0.9, 0.1, 0.5, 0.5, 0.6, 0.2]]  # pairs: sums 1.0, 1.0, 0.8; each pair a group
    nobody = torch.zeros(1, 6, dtype=torch.bool)
    forced = torch.tensor([[False, False, False, False, True, True]])
    cases = [
        (rows, None, nobody, [0, 4, 2]),  # 0.5 twice: the lower index
        (rows, {"count": 3, "kept": 1}, nobody, [0, 1]),  # two groups of 1.0: the first, and 0.6 is out of reach
        (rows, {"count": 3, "kept": 1}, forced, [4, 5]),  # forced through although their group is not kept
        ([[0.9, 0.1, 0.5, 0.6, 0.6, 0.2]], {"count": 3, "kept": 1}, nobody, [3, 2]),
    ]
    wrong = 0
    for scores, groups, force, expected in cases:
        chosen = choose(torch.tensor(scores, dtype=torch.float64), len(expected), groups, force)
        wrong += chosen.tolist() != [expected]
    tenth = {"dispatch": {"kind": "capacity", "factor": 1.1}, "tokens": 30, "topK": 2, "experts": 2}
    return wrong + (capacity(tenth) != 33)  # 1.1 * 60 / 2 is 33, though in doubles it is 33.000000000000004


def text_is_sentences():
    """The text is sentences, a line each, and a shorter one is its beginning"""
    text = sentences(3, 2000)
    lines = text.decode("ascii").split("\n")[:-1]
    whole = all(line.endswith(".") and line == line.lower() and len(line.split()) >= 4 for line in lines)
    return 0 if whole and len(text) == 2000 and sentences(3, 999) == text[:999] else 1


def loss_gradient():
    """The whole model's gradient is the slope of its loss along a random direction, choices and counts held"""
    weights = parameters(MODEL, model_shapes(MODEL))
    ids, targets = (torch.tensor([(7 * t + shift) % 128 for t in range(MODEL["tokens"])]) for shift in (0, 3))
    biases = {1: no_bias(MODEL)}
    loss, _, routed = language_model(MODEL, weights, ids, targets, biases)
    gradients = dict(zip(weights, torch.autograd.grad(loss, list(weights.values()))))
    direction = {name: seeded(5, name, list(w.shape), 1.0) for name, w in weights.items()}
    ends = []
    for step in (1e-5, -1e-5):
        moved = {name: (w + step * direction[name]).detach() for name, w in weights.items()}
        end, _, choice = language_model(MODEL, moved, ids, targets, biases)
        if not torch.equal(choice[1]["choices"], routed[1]["choices"]):
            return math.inf
        ends.append(float(end))
    slope = sum(float((gradients[name] * direction[name]).sum()) for name in weights)
    return abs((ends[0] - ends[1]) / 2e-5 - slope) / abs(slope)


def inputs(form):
    """(x [T,H], given) of a block with this attention."""
    workload = {**MODEL, "attention": form}
    weights = {name: parameter(7, name, shape) for name, shape in block_shapes(workload).items()}
    return seeded(7, "x", [BATCH * LENGTH, HIDDEN], 1.0), scoped(weights, "")


def torch_attention(x, matrices):
    """torch.nn's multi-head attention, causal, on matrices q, k, v, o that multiply from the right."""
    q, k, v, o = matrices
    width = q.shape[1]
    # nn's attention takes inputs as wide as its heads together: project first, and let its own projections do nothing.
    rows = [(x @ m).reshape(BATCH, LENGTH, width).transpose(0, 1) for m in (q, k, v)]
    same = torch.eye(width, dtype=torch.float64)
    later = torch.ones(LENGTH, LENGTH, dtype=torch.bool).triu(1)
    out, _ = multi_head_attention_forward(
        *rows, width, HEADS, torch.cat([same] * 3), None, None, None, False, 0.0, same, None, attn_mask=later
    )
    return out.transpose(0, 1).reshape(BATCH * LENGTH, width) @ o


def difference(a, b):
    return float((a - b).abs().max())


CHECKS = [
    (adamw_by_hand, 1e-15),
    (heads_of_their_own, 1e-14),
    (shared_key_heads, 1e-14),
    (trivial_latent, 1e-14),
    (rotation_keeps_norms, 1e-14),
    (rotation_is_relative, 1e-14),
    (rotation_is_a_complex_product, 1e-14),
    (norm_by_hand, 1e-15),
    (attention_is_causal, 1e-14),
    (choice_by_hand, 0.0),
    (text_is_sentences, 0.0),
    (loss_gradient, 1e-6),
]
