"""The hand-written gradients against central differences of the loss, per kind of tensor, the choice held fixed."""
import random
from math import fsum, sqrt

from layer import backward, choices_of, forward, loss_of, tensors_of

STEP = 1e-4
TOLERANCE = 1e-8


def self_check(workload):
    """{passed, tolerance, checks: [{tensors, direction, error}]}; error = |difference - g.v| / (||g|| ||v||)."""
    tensors = tensors_of(workload)
    choices = choices_of(workload, tensors)
    y, saved = forward(workload, tensors, choices)
    grads = backward(workload, tensors, choices, saved)
    # A gradient that is zero by algebra (one chosen expert, normalised) is judged against the size of the loss instead.
    floor = 1e-6 * norm(y) * norm(tensors["dy"]) / workload["tokens"]
    checks = []
    for kind, names in kinds(grads).items():
        gradient = {name: grads[name] for name in names}
        size = sqrt(fsum(norm(g) ** 2 for g in gradient.values()))
        for direction, v in (("random", random_direction(gradient)), ("gradient", unit(gradient))):
            slope = fsum(dot(gradient[name], v[name]) for name in names)
            ends = [loss_at(workload, tensors, choices, v, sign * STEP) for sign in (1, -1)]
            error = abs((ends[0] - ends[1]) / (2 * STEP) - slope) / max(size, floor)
            checks.append({"tensors": kind, "direction": direction, "error": error})
    return {"passed": all(c["error"] <= TOLERANCE for c in checks), "tolerance": TOLERANCE, "checks": checks}


def kinds(grads):
    """Tensors to move together: x, router, all w1 of the experts, and so on."""
    found = {}
    for name in grads:
        parts = name.split(".")
        found.setdefault("experts.*." + parts[2] if parts[0] == "experts" else name, []).append(name)
    return found


def loss_at(workload, tensors, choices, v, step):
    moved = {
        name: [[a + step * b for a, b in zip(*rows)] for rows in zip(value, v[name])] if name in v else value
        for name, value in tensors.items()
    }
    return loss_of(workload, moved, forward(workload, moved, choices)[0])


def random_direction(like):
    source = random.Random(20250)
    return unit({name: [[source.gauss(0, 1) for _ in row] for row in value] for name, value in like.items()})


def unit(direction):
    size = sqrt(fsum(norm(value) ** 2 for value in direction.values())) or 1.0
    return {name: [[a / size for a in row] for row in value] for name, value in direction.items()}


def dot(a, b):
    return fsum(p * q for r, s in zip(a, b) for p, q in zip(r, s))


def norm(a):
    return sqrt(dot(a, a))
