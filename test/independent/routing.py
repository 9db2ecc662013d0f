"""Which experts a token goes to. DESIGN.md, The work: moe-layer (choice, groups) and Routing (balanced, zipf, trace)."""
import base64
import struct
from decimal import Decimal, getcontext

from seeded import draw24, fnv1a32

DRAWS_PER_TOKEN = 4096
FORCED_BIAS = 4.0


def zipf_thresholds(experts, exponent):
    """C_e = floor(2^24 * cumulative share of (e+1)^-exponent), in 60 digits so that no rounding can move a floor."""
    getcontext().prec = 60
    # Decimal(float) is the double's exact value: the exponent in the workload's JSON is a double.
    shares = [Decimal(e + 1) ** -Decimal(exponent) for e in range(experts)]
    total = sum(shares)
    thresholds, cumulative = [], Decimal(0)
    for share in shares[:-1]:
        cumulative += share
        thresholds.append(int(cumulative * 2**24 / total))
    return thresholds + [2**24]  # the last share is the whole, exactly


def forced_experts(workload):
    """Per token the experts the routing forces, or None where the router is free (learned)."""
    routing, tokens = workload["routing"], range(workload["tokens"])
    experts, k = workload["experts"], workload["topK"]
    if routing["kind"] == "learned":
        return None
    if routing["kind"] == "balanced":
        return [[(t * k + j) % experts for j in range(k)] for t in tokens]
    if routing["kind"] == "trace":
        return traced_experts(routing["choices"], len(tokens), k)
    if routing["kind"] != "zipf":
        raise ValueError(f"routing kind {routing['kind']!r}: not one of learned, balanced, zipf, trace")
    expected = zipf_thresholds(experts, float(routing["exponent"]))
    if routing["thresholds"] != expected:
        raise ValueError(
            f"zipf:{routing['exponent']}: the workload's table {routing['thresholds']} is not "
            f"floor(2^24 * cumulative share) = {expected}"
        )
    key = fnv1a32(f"{workload['seed']}/routing")
    return [drawn_experts(key, t, k, routing["thresholds"]) for t in tokens]


def traced_experts(choices, tokens, k):
    """[T,k] row-major, 16 bits each, little-endian, in base64."""
    recorded = base64.b64decode(choices, validate=True)
    if len(recorded) != 2 * tokens * k:
        raise ValueError(f"trace of {len(recorded)} bytes: {tokens} tokens of {k} choices take {2 * tokens * k}")
    return [list(row) for row in struct.iter_unpack(f"<{k}H", recorded)]


def drawn_experts(key, token, k, thresholds):
    """k different experts of one token by inverting the cumulative table; repeats are skipped but use up their draw."""
    chosen = []
    for i in range(DRAWS_PER_TOKEN):
        if len(chosen) == k:
            return chosen
        u24 = draw24(key, token * DRAWS_PER_TOKEN + i)
        expert = next(e for e, threshold in enumerate(thresholds) if threshold > u24)
        if expert not in chosen:
            chosen.append(expert)
    while len(chosen) < k:
        chosen.append(next(e for e in range(len(thresholds)) if e not in chosen))
    return chosen


def choose(scores, k, groups, forced):
    """The k best experts by score + bias; equal scores take the lower index; forced experts pass group limiting."""
    bias = [FORCED_BIAS if e in forced else 0.0 for e in range(len(scores))]
    biased = [score + b for score, b in zip(scores, bias)]
    allowed = set(range(len(scores))) if groups is None else experts_in_best_groups(biased, groups)
    allowed |= set(forced)
    ranking = best_first(biased)
    chosen = [e for e in ranking if e in allowed][:k]
    if len(chosen) < k:
        raise ValueError(f"topK {k} is more than the {len(allowed)} experts that the router may choose from")
    return chosen


def experts_in_best_groups(scores, groups):
    """The experts of the `kept` groups with the highest sum of their two best scores; by 'best', with the best score."""
    count, kept = groups["count"], groups["kept"]
    if len(scores) % count != 0:
        raise ValueError(f"{len(scores)} experts do not divide into {count} groups")
    size = len(scores) // count
    members = [scores[g * size : (g + 1) * size] for g in range(count)]
    group_scores = [max(group) if groups.get("by") == "best" else sum(sorted(group)[-2:]) for group in members]
    return {g * size + i for g in best_first(group_scores)[:kept] for i in range(size)}


def best_first(scores):
    """Indices by falling score, equal scores by rising index."""
    return sorted(range(len(scores)), key=lambda i: (-scores[i], i))
