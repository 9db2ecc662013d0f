"""A whole language model and a step of training it: loss, gradients, AdamW, balance by bias (docs/WORKLOADS.md, train-step).

Of half types the optimizer keeps float32 weights, and each step computes with those rounded. State is changed in place, so a step
starts from what the step before left behind.
"""
import torch
from torch.nn import functional

from model.adamw import AdamW
from arithmetic import Arithmetic
from model.attention import Positions
from steps.block import attend, normalised
from model.experts import feed_forward, weights_of
from model.losses import auxiliary_loss
from model.moe import Mixture
from model.parameters import Parameters
from model.router import routing_bias
from work import forced_experts, is_moe_layer, loss_scale, model_tensors


class TrainSteps:
    """`load()` makes the next step's text ready, `compute()` trains on it."""

    def __init__(self, workload, files, board, strategy):
        w, device = workload, board.device
        self.workload, self.strategy = workload, strategy
        self.arithmetic = Arithmetic(workload, board)
        dtype, wide = self.arithmetic.dtype, self.arithmetic.wide
        self.scale = loss_scale(workload)
        self.kept = Parameters(model_tensors(w), w["seed"], wide, device, strategy.alignment(dtype), True)
        self.optimizer = AdamW(self.kept, w["optimizer"], self.scale, wide, device)
        self.positions = Positions(w, dtype, device)
        bias = routing_bias(forced_experts(w, files), w["experts"], wide, device)
        self.mixture = Mixture(w, strategy, self.arithmetic, bias)
        scopes = [f"layers.{layer}." for layer in range(w["layers"]) if is_moe_layer(w, layer)]
        zeros = torch.zeros(w["experts"], dtype=wide, device=device)
        self.selection = {scope: zeros.clone() for scope in scopes} if w["selectionBiasRate"] > 0 else {}
        self.batches = [batches_of(files[name], w["tokens"], device) for name in ("ids", "targets")]
        self.ids, self.targets = (batches[0].clone() for batches in self.batches)
        self.done = 0
        self.last = None

    def load(self):
        for place, batches in zip((self.ids, self.targets), self.batches):
            place.copy_(batches[self.done % batches.shape[0]])
        self.done += 1

    def compute(self):
        self.kept.forget_gradients()
        loss, text, mixtures = self.forward(self.ids, self.targets)
        (loss * self.scale).backward()
        with torch.no_grad():
            self.optimizer.update()
            self.balance({scope: chosen for scope, _, chosen in mixtures})
        self.last = {
            "loss": loss.detach(),
            "crossEntropy": text.detach(),
            "choices": [routed.choices for _, routed, _ in mixtures],
            "chosen_by": {scope: routed.chosen_by for scope, routed, _ in mixtures},
        }

    def step(self):
        self.load()
        self.compute()

    def computed(self):
        """Weights as the model computes with them, each rounded once a step."""
        if self.arithmetic.dtype == self.arithmetic.wide:
            return self.kept.tensor
        rounded = {name: leaf.to(self.arithmetic.dtype) for name, leaf in self.kept.leaves.items()}
        return rounded.get

    def forward(self, ids, targets):
        """(loss, cross-entropy, of each MoE layer its scope, what was routed and how often each expert was chosen)."""
        w, tensor, product = self.workload, self.computed(), self.arithmetic.product
        x = functional.embedding(ids, self.kept.tensor("embedding")).to(self.arithmetic.dtype)
        mixtures, terms = [], []
        for layer in range(w["layers"]):
            scope = f"layers.{layer}."
            x = attend(x, tensor, w, self.positions, scope)
            rows = normalised(x, tensor, f"{scope}norm2", w)
            if is_moe_layer(w, layer):
                y, routed, line = self.mixture(rows, tensor, self.selection.get(scope), scope)
                mixtures.append((scope, routed, line.chosen))
                terms.append(auxiliary_loss(routed, line.chosen, w))
            else:
                y = feed_forward(rows, weights_of(tensor, f"{scope}dense"), w["activation"], product=product)
            x = x + y
        last = normalised(x, tensor, "norm", w)
        logits = last @ (tensor("embedding").T if w["tied"] else tensor("head"))
        text = functional.cross_entropy(logits.to(self.arithmetic.wide), targets)
        return sum((term for term in terms if term is not None), text), text, mixtures

    def balance(self, chosen):
        """b_e + rate sign(mean count - count_e): DeepSeek-V3, arXiv:2412.19437, section 2.1.2."""
        w = self.workload
        for scope, bias in self.selection.items():
            difference = w["tokens"] * w["topK"] / w["experts"] - chosen[scope].to(self.arithmetic.wide)
            bias += w["selectionBiasRate"] * torch.sign(difference)

    def state(self):
        """Tensors that a step changes for the next."""
        return [*self.kept.leaves.values(), *self.optimizer.state(), *self.selection.values()]

    def outputs(self):
        """(name, tensor)."""
        tensors = {f"next:{name}": value for name, value in self.kept.by_name(self.kept.leaves).items()}
        tensors.update(self.optimizer.outputs())
        for scope, bias in self.selection.items():
            tensors[f"next:{scope}router.selectionBias"] = bias
        losses = self.workload["losses"]
        if losses["balance"] > 0 or losses["z"] > 0:
            tensors["crossEntropy"] = self.last["crossEntropy"]
        return tensors.items()

    def parts(self):
        """What a trace times, each from the start of a step: the difference to the one before it is the part's."""

        def forward():
            return self.forward(self.ids, self.targets)[0]

        def backward():
            self.kept.forget_gradients()
            (forward() * self.scale).backward()

        return [("forward", forward), ("backward", backward), ("optimizer", self.compute)]


def batches_of(path, tokens, device):
    """[N,T] int64 on the device, from a file of little-endian int32: batch n is for step n, and after the last the first."""
    with open(path, "rb") as file:
        values = torch.frombuffer(bytearray(file.read()), dtype=torch.int32)
    return values.reshape(-1, tokens).to(torch.int64).to(device)
