"""Causal attention in PyTorch, as formulas: RMSNorm, RoPE, grouped-query attention, and DeepSeek-V2's latent attention."""
import torch


def rms_norm(x, gain, epsilon):
    """x / sqrt(mean(x^2) + epsilon) * gain over the last dimension (Zhang and Sennrich, arXiv:1910.07467)."""
    return x / torch.sqrt((x * x).mean(-1, keepdim=True) + epsilon) * gain


def rotate(x, dim, theta):
    """RoPE on the first `dim` of the last dimension of x [B,S,heads,d], in halves (arXiv:2104.09864, GPT-NeoX layout)."""
    half = dim // 2
    i = torch.arange(half, dtype=x.dtype)
    angle = torch.arange(x.shape[1], dtype=x.dtype)[:, None] * theta ** (-2 * i / dim)
    cos, sin = torch.cos(angle)[:, None, :], torch.sin(angle)[:, None, :]
    a, b, rest = x[..., :half], x[..., half:dim], x[..., dim:]
    return torch.cat([a * cos - b * sin, b * cos + a * sin, rest], dim=-1)


def attend(q, k, v):
    """softmax(q k' / sqrt(d)) v, each position seeing itself and those before it: [B,S,h,d] -> [B*S, h*dv]."""
    batch, length, heads, dim = q.shape
    scores = torch.einsum("bihd,bjhd->bhij", q, k) / dim**0.5
    later = torch.ones(length, length, dtype=torch.bool).triu(1)
    p = torch.softmax(scores.masked_fill(later, float("-inf")), dim=-1)
    return torch.einsum("bhij,bjhd->bihd", p, v).reshape(batch * length, -1)


def attention(x, given, workload):
    """x [T,H] -> [T,H]; `given` finds a tensor of this block by its name."""
    form = {"gqa": grouped_query, "mla": latent}[workload["attention"]["kind"]]
    return form(x, given, workload) @ given("attention.o")


def grouped_query(x, given, workload):
    """arXiv:2305.13245: head h reads key/value head floor(h / (heads / kvHeads))."""
    a, epsilon = workload["attention"], workload["normEpsilon"]
    q, k, v = (
        (x @ given(f"attention.{name}")).reshape(-1, workload["sequence"], heads, a["headDim"])
        for name, heads in (("q", a["heads"]), ("k", a["kvHeads"]), ("v", a["kvHeads"]))
    )
    if a["qkNorm"]:
        q, k = rms_norm(q, given("attention.qNorm"), epsilon), rms_norm(k, given("attention.kNorm"), epsilon)
    q, k = rotate(q, a["ropeDim"], a["ropeTheta"]), rotate(k, a["ropeDim"], a["ropeTheta"])
    shared_by = a["heads"] // a["kvHeads"]
    return attend(q, k.repeat_interleave(shared_by, dim=2), v.repeat_interleave(shared_by, dim=2))


def latent(x, given, workload):
    """arXiv:2405.04434, section 2.1: keys and values from a shared low rank, one rotated key part for all heads."""
    a, epsilon, length = workload["attention"], workload["normEpsilon"], workload["sequence"]
    heads, rope, nope, rank = a["heads"], a["ropeDim"], a["nopeDim"], a["kvRank"]
    if a["queryRank"] is None:
        q = x @ given("attention.q")
    else:
        q = rms_norm(x @ given("attention.qDown"), given("attention.qNorm"), epsilon) @ given("attention.qUp")
    q = q.reshape(-1, length, heads, nope + rope)
    down = x @ given("attention.kvDown")
    up = rms_norm(down[:, :rank], given("attention.kvNorm"), epsilon) @ given("attention.kvUp")
    up = up.reshape(-1, length, heads, nope + a["valueDim"])
    q_rotated = rotate(q[..., nope:], rope, a["ropeTheta"])
    k_rotated = rotate(down[:, rank:].reshape(-1, length, 1, rope), rope, a["ropeTheta"])
    k = torch.cat([up[..., :nope], k_rotated.expand(-1, -1, heads, -1)], dim=-1)
    return attend(torch.cat([q[..., :nope], q_rotated], dim=-1), k, up[..., nope:])
