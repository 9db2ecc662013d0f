"""moe-block and train-step in eager PyTorch, with its autograd and its AdamW, written apart from the project's graph.

stdin {"workload": ...}, any number of them one after another  ->  stdout, a line each
    moe-block     {"loss", "tensors": [{"name", "shape", "l2", "head"}]}: y, and with a backward pass grad:<tensor>
    train-step    {"steps": [{"loss", "crossEntropy"}], "tensors": [...]}: after the last step every parameter, its AdamW
                  moments as m:<parameter> and v:<parameter>, and each layer's selection bias
stdin {"adamw": {"seed", "optimizer", "shapes": {name: shape}}}  ->  {"tensors"}: the optimizer alone, on gradients drawn as
                  tensors `gradient.<step>.<name>`, from the tensor `<name>`
    --steps N     how many steps of training (default 1)
    --self-check  no stdin; {"passed", "checks": [{"name", "error", "tolerance"}]}; exit 1 when one does not hold
float64, CPU. Bad input: a line on stderr, exit 2.
"""
import argparse
import json
import sys

sys.dont_write_bytecode = True  # leave no __pycache__ in the source tree

import torch  # noqa: E402

from grammar import text_of  # noqa: E402
from routing import forced_experts  # noqa: E402
from torch_attention import attention, rms_norm  # noqa: E402
from torch_mixture import auxiliary_losses, feed_forward, mixture  # noqa: E402
from torch_tensors import block_shapes, is_dense, model_shapes, parameters, seeded  # noqa: E402

HEAD_LENGTH = 8


def block(x, given, workload, forced, selection_bias, dense=False):
    """h = x + attention(norm1 x); h + moe(norm2 h), or a dense layer in its place. (y, routed or None)."""
    epsilon = workload["normEpsilon"]
    h = x + attention(rms_norm(x, given("norm1"), epsilon), given, workload)
    normed = rms_norm(h, given("norm2"), epsilon)
    if dense:
        return h + feed_forward(normed, given, "dense", workload["activation"], biases=False), None
    y, routed = mixture(normed, given, workload, forced, selection_bias)
    return h + y, routed


def block_values(workload):
    """Loss, y and gradients of a moe-block: L = sum(y * dy) / T."""
    shape = [workload["tokens"], workload["hidden"]]
    x = seeded(workload["seed"], "x", shape, 1.0).requires_grad_()
    dy = seeded(workload["seed"], "dy", shape, 1.0)
    weights = parameters(workload, block_shapes(workload))
    y, _ = block(x, scoped(weights, ""), workload, forced_mask(workload), no_bias(workload))
    loss = (y * dy).sum() / workload["tokens"]
    results = {"y": y}
    if workload["pass"] == "forward-backward":
        loss.backward()
        results.update((f"grad:{name}", tensor.grad) for name, tensor in {"x": x, **weights}.items())
    return {"loss": loss.item(), "tensors": summaries(results)}


def language_model(workload, weights, ids, targets, selection_biases):
    """(loss, cross entropy, routed of each MoE layer by its index) of a batch of T tokens and the tokens after them."""
    x, routed = weights["embedding"][ids], {}
    forced = forced_mask(workload)
    for i in range(workload["layers"]):
        given, dense = scoped(weights, f"layers.{i}."), is_dense(workload, i)
        x, choice = block(x, given, workload, forced, selection_biases.get(i), dense)
        if choice is not None:
            routed[i] = choice
    head = weights["embedding"].T if workload["tied"] else weights["head"]
    logits = rms_norm(x, weights["norm"], workload["normEpsilon"]) @ head
    cross_entropy = -torch.log_softmax(logits, -1)[torch.arange(len(targets)), targets].mean()
    loss = cross_entropy
    for choice in routed.values():
        balance, z = auxiliary_losses(choice, workload)
        loss = loss + workload["losses"]["balance"] * balance + workload["losses"]["z"] * z
    return loss, cross_entropy, routed


def scoped(weights, prefix):
    return lambda name: weights[prefix + name]


def train(workload, steps):
    """`steps` steps of AdamW on the workload's text."""
    weights = parameters(workload, model_shapes(workload))
    biases = {i: no_bias(workload) for i in range(workload["layers"]) if not is_dense(workload, i)}
    optimizer, text, losses = adamw(workload["optimizer"], weights.values()), text_of(workload["text"]), []
    for step in range(steps):
        ids, targets = batch(workload, text, step)
        loss, cross_entropy, routed = language_model(workload, weights, ids, targets, biases)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        for i, choice in routed.items():
            counts = choice["counts"]
            biases[i] = biases[i] + workload["selectionBiasRate"] * torch.sign(counts.mean() - counts)
        losses.append({"loss": loss.item(), "crossEntropy": cross_entropy.item()})
    results = with_moments(weights, optimizer)
    if workload["selectionBiasRate"] > 0:
        results.update((f"layers.{i}.router.selectionBias", bias) for i, bias in biases.items())
    return {"steps": losses, "tensors": summaries(results)}


def adamw(settings, weights):
    """PyTorch's AdamW; vectors (gains and biases) do not decay."""
    matrices = {"params": [w for w in weights if w.dim() >= 2], "weight_decay": settings["weightDecay"]}
    vectors = {"params": [w for w in weights if w.dim() < 2], "weight_decay": 0.0}
    betas = (settings["beta1"], settings["beta2"])
    return torch.optim.AdamW([matrices, vectors], lr=settings["learningRate"], betas=betas, eps=settings["epsilon"])


def with_moments(weights, optimizer):
    moments = {}
    for name, weight in weights.items():
        moments[f"m:{name}"] = optimizer.state[weight]["exp_avg"]
        moments[f"v:{name}"] = optimizer.state[weight]["exp_avg_sq"]
    return {**weights, **moments}


def optimizer_alone(case, steps):
    """What AdamW makes of tensors and gradients that are drawn, all of amplitude 1."""
    weights = {name: seeded(case["seed"], name, shape, 1.0).requires_grad_() for name, shape in case["shapes"].items()}
    optimizer = adamw(case["optimizer"], weights.values())
    for step in range(steps):
        for name, weight in weights.items():
            weight.grad = seeded(case["seed"], f"gradient.{step}.{name}", case["shapes"][name], 1.0)
        optimizer.step()
    return {"tensors": summaries(with_moments(weights, optimizer))}


def batch(workload, text, step):
    """(ids, targets) [T]: sequence b of step n starts at byte ((n B + b) S) mod (bytes - S); targets are one further."""
    length = workload["sequence"]
    sequences = workload["tokens"] // length
    starts = [(step * sequences + b) * length % (len(text) - length) for b in range(sequences)]
    ids = [byte for s in starts for byte in text[s : s + length]]
    targets = [byte for s in starts for byte in text[s + 1 : s + length + 1]]
    return torch.tensor(ids), torch.tensor(targets)


def forced_mask(workload):
    """bool [T,E]: true at the experts the routing forces."""
    mask = torch.zeros(workload["tokens"], workload["experts"], dtype=torch.bool)
    forced = forced_experts(workload)
    return mask if forced is None else mask.scatter(1, torch.tensor(forced), True)


def no_bias(workload):
    return torch.zeros(workload["experts"], dtype=torch.float64)


def summaries(tensors):
    return [
        {"name": name, "shape": list(t.shape), "l2": t.norm().item(), "head": t.flatten()[:HEAD_LENGTH].tolist()}
        for name, t in tensors.items()
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=1)
    parser.add_argument("--self-check", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_check:
        from torch_self_check import self_check

        verdict = self_check()
        print(json.dumps(verdict))
        return 0 if verdict["passed"] else 1
    for document in documents(sys.stdin.read()):
        if "adamw" in document:
            print(json.dumps(optimizer_alone(document["adamw"], arguments.steps)))
        else:
            print(json.dumps(values_of(document["workload"], arguments.steps)))
    return 0


def documents(text):
    """JSON documents that stand one after another."""
    decoder, text = json.JSONDecoder(), text.lstrip()
    while text:
        document, end = decoder.raw_decode(text)
        yield document
        text = text[end:].lstrip()


def values_of(workload, steps):
    if workload["dtype"] not in ("float32", "float64"):
        raise ValueError(f"workload.dtype is {workload['dtype']!r}: seeded values are exact in float32 and float64 only")
    if workload["tokens"] % workload["sequence"] != 0:
        raise ValueError(f"{workload['tokens']} tokens are no whole number of sequences of {workload['sequence']}")
    if workload["part"] == "moe-block":
        return block_values(workload)
    if workload["part"] == "train-step":
        return train(workload, steps)
    raise ValueError(f"workload.part is {workload['part']!r}: not one of moe-block, train-step")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (ValueError, KeyError) as error:
        print(f"torch_model.py: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
