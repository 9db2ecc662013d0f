"""Causal self-attention with rotary positions: grouped queries, and DeepSeek's latent form (docs/WORKLOADS.md, moe-block)."""
import torch

from dtypes import wide_type


def rms_normalise(x, epsilon):
    """x / sqrt(mean(x^2) + epsilon) over the last axis; of half types the mean is float32."""
    wide = x.to(wide_type(x.dtype))
    return (wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon)).to(x.dtype)


class Positions:
    """cos and sin [S, ropeDim] and the causal mask [S,S], which all layers share. Made on the host, in float64."""

    def __init__(self, workload, dtype, device):
        form, sequence = workload["attention"], workload["sequence"]
        rope = form["ropeDim"]
        i = torch.arange(rope, dtype=torch.float64) % (rope // 2)
        angle = torch.arange(sequence, dtype=torch.float64)[:, None] * form["ropeTheta"] ** (-2 * i / rope)
        self.cos = angle.cos().to(dtype).to(device)
        self.sin = angle.sin().to(dtype).to(device)
        self.mask = torch.full((sequence, sequence), float("-inf"), dtype=dtype).triu(1).to(device)


def rotate(x, rope, positions):
    """Rotates the first `rope` values of each head by its position: x [B, heads, S, d]."""
    first, rest = x[..., :rope], x[..., rope:]
    half = rope // 2
    turned = torch.cat([-first[..., half:], first[..., :half]], -1)
    rotated = first * positions.cos + turned * positions.sin
    return rotated if rest.shape[-1] == 0 else torch.cat([rotated, rest], -1)


def core(q, k, v, scale, positions):
    """softmax(q kT scale + mask) v; q [B, heads, S, d], k, v [B, kvHeads, S, d]. Queries that share a key are rows of one product."""
    batch, heads, sequence, width = q.shape
    shared = k.shape[1]
    rows = (q * scale).reshape(batch * shared, (heads // shared) * sequence, width)
    scores = rows @ k.reshape(batch * shared, sequence, width).transpose(1, 2)
    scores = scores.reshape(batch * shared, heads // shared, sequence, sequence) + positions.mask
    weights = torch.softmax(scores, -1).reshape(batch * shared, -1, sequence)
    out = weights @ v.reshape(batch * shared, sequence, v.shape[-1])
    return out.reshape(batch, heads, sequence, v.shape[-1]).transpose(1, 2).reshape(batch * sequence, -1)


def attention(x, tensor, workload, positions, scope=""):
    """x [T,H] -> [T,H], T tokens being whole sequences."""
    form, sequence, epsilon = workload["attention"], workload["sequence"], workload["normEpsilon"]
    batch = x.shape[0] // sequence

    def weight(name):
        return tensor(f"{scope}attention.{name}")

    def normalised(y, name):
        return rms_normalise(y, epsilon) * weight(name)

    def by_head(y, heads):
        return y.reshape(batch, sequence, heads, -1).transpose(1, 2)

    inner = grouped if form["kind"] == "gqa" else latent
    return inner(x, form, weight, normalised, by_head, positions) @ weight("o")


def grouped(x, form, weight, normalised, by_head, positions):
    """Queries of several heads share a key and a value."""
    q, k = by_head(x @ weight("q"), form["heads"]), by_head(x @ weight("k"), form["kvHeads"])
    if form["qkNorm"]:
        q, k = normalised(q, "qNorm"), normalised(k, "kNorm")
    v = by_head(x @ weight("v"), form["kvHeads"])
    q, k = rotate(q, form["ropeDim"], positions), rotate(k, form["ropeDim"], positions)
    return core(q, k, v, form["headDim"] ** -0.5, positions)


def latent(x, form, weight, normalised, by_head, positions):
    """Multi-head latent attention (DeepSeek-V2, arXiv:2405.04434, section 2.1), as it is computed in training."""
    heads, nope, rope = form["heads"], form["nopeDim"], form["ropeDim"]
    queries = x @ weight("q") if form["queryRank"] is None else normalised(x @ weight("qDown"), "qNorm") @ weight("qUp")
    q = by_head(queries, heads)
    narrow, shared = (x @ weight("kvDown")).split([form["kvRank"], rope], -1)
    k_nope, v = by_head(normalised(narrow, "kvNorm") @ weight("kvUp"), heads).split([nope, form["valueDim"]], -1)
    k_rope = rotate(by_head(shared, 1), rope, positions).expand(-1, heads, -1, -1)
    q = torch.cat([q[..., :nope], rotate(q[..., nope:], rope, positions)], -1)
    return core(q, torch.cat([k_nope, k_rope], -1), v, (nope + rope) ** -0.5, positions)
