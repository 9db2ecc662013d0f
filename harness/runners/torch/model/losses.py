"""The losses that keep a router's experts balanced and its logits small, those the model has."""
import torch


def auxiliary_loss(routed, chosen, workload):
    """Switch's balance loss (arXiv:2101.03961, equation 4) and ST-MoE's z loss (arXiv:2202.08906); None where there is neither."""
    losses, terms = workload["losses"], []
    if losses["balance"] > 0:
        terms.append(losses["balance"] * balance_loss(routed.scores, chosen, workload))
    if losses["z"] > 0:
        terms.append(losses["z"] * torch.logsumexp(routed.logits, -1).pow(2).mean())
    return sum(terms[1:], terms[0]) if terms else None


def balance_loss(scores, chosen, workload):
    """E / (T k) times the sum over experts of count_e and the mean share of e; counts are those before any pair is dropped."""
    w = workload
    shares = scores if w["router"]["score"] == "softmax" else scores / scores.sum(-1, keepdim=True)
    factor = w["experts"] / (w["tokens"] * w["topK"]) / w["tokens"]
    return factor * (shares.sum(0) * chosen.to(scores.dtype)).sum()
