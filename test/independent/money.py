"""The money of a buyer's case, after docs/COST.md alone: numpy arrays whose element 0 is the point and the rest the samples.

Reads {"cases": [...], "chips": {id: {"peaks": {dtype: flops}, "tdpWatts": watts}}, "activeForFlops": n} from standard input,
each case as its YAML would be; prints the rows of each as JSON.
"""

import functools
import json
import math
import sys
from statistics import NormalDist

import numpy as np

HOURS_PER_YEAR = 8760.0
STANDARD = NormalDist()


@functools.lru_cache(maxsize=None)
def normal_scores(count):
    """z at the middles of `count` equal slices of (0, 1)."""
    return np.array([STANDARD.inv_cdf((rank + 0.5) / count) for rank in range(count)])


@functools.lru_cache(maxsize=4096)
def ranks(seed, name, count):
    """Rank of each sample of a variable among its keys."""
    key = 0x811C9DC5
    for byte in f"{seed}/{name}".encode("utf-8"):
        key = ((key ^ byte) * 0x01000193) & 0xFFFFFFFF
    x = (key + np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B9)) & np.uint64(0xFFFFFFFF)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        x ^= x >> np.uint64(shift)
        x = (x * np.uint64(factor)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(16)
    order = np.argsort(x, kind="stable")
    position = np.empty(count, dtype=np.int64)
    position[order] = np.arange(count)
    return position


class Drawn:
    """Turns what a case writes into [point, samples...]."""

    def __init__(self, seed, count):
        self.seed, self.count = seed, count

    def constant(self, value):
        return np.full(self.count + 1, float(value))

    def __call__(self, written, name):
        if not isinstance(written, dict):
            return self.constant(written)
        if written.get("low") is not None and written["low"] == written["high"]:
            return self.constant(written["low"])
        rank = ranks(self.seed, name, self.count)
        u = (rank + 0.5) / self.count
        if "normal" in written:
            mean, sd = written["normal"]["mean"], written["normal"]["sd"]
            point, samples = mean, mean + sd * normal_scores(self.count)[rank]
        elif "lognormal" in written:
            median, sigma = written["lognormal"]["median"], written["lognormal"]["sigma"]
            point, samples = median, median * np.exp(sigma * normal_scores(self.count)[rank])
        elif "point" in written:
            a, c, b = written["low"], written["point"], written["high"]
            rising = a + np.sqrt(u * (b - a) * (c - a))
            falling = b - np.sqrt((1 - u) * (b - a) * (b - c))
            point, samples = c, np.where(u * (b - a) < (c - a), rising, falling)
        else:
            a, b = written["low"], written["high"]
            point, samples = (a + b) / 2, a + (b - a) * u
        return np.concatenate(([point], samples))


def span(values):
    """[point, 2.5 %, 97.5 %] (Hyndman and Fan's type 7); an end that the point lies beyond is the point."""
    ordered = np.sort(values[1:]).tolist()

    def quantile(probability):
        whole, part = divmod(probability * (len(ordered) - 1), 1)
        following = min(int(whole) + 1, len(ordered) - 1)
        return (1 - part) * ordered[int(whole)] + part * ordered[following]

    point = float(values[0])
    return [point, min(point, quantile(0.025)), max(point, quantile(0.975))]


def own_or_common(draw, case, candidate, field, neutral=None):
    if field in candidate:
        return draw(candidate[field], f"{field}/{candidate['id']}")
    if field in case:
        return draw(case[field], field)
    return None if neutral is None else draw.constant(neutral)


def nested(draw, case, candidate, outer, inner):
    if inner in candidate.get(outer, {}):
        return draw(candidate[outer][inner], f"{outer}.{inner}/{candidate['id']}")
    if inner in case.get(outer, {}):
        return draw(case[outer][inner], f"{outer}.{inner}")
    return None


def exchange(draw, case, price):
    source = price.get("currency", case["currency"])
    if source == case["currency"]:
        return draw.constant(1)
    rate = next(r for r in case["rates"] if (r["from"], r["to"]) == (source, case["currency"]))
    return draw(rate["rate"], f"rate/{source}-{case['currency']}")


def wall_watts(draw, candidate, chip):
    watts = candidate.get("watts")
    if watts is None:
        return None
    if isinstance(watts, dict) and "tdp" in watts:
        return chip["tdpWatts"] * draw(watts["hostFactor"], f"watts.hostFactor/{candidate['id']}")
    return draw(watts, f"watts/{candidate['id']}")


def rented_hour(draw, case, candidate, price):
    """Cost of an hour, and what turns an hour's worth back into `perHour`."""
    per_hour = draw(price["perHour"], f"price.perHour/{candidate['id']}") * exchange(draw, case, price)
    reserved = candidate.get("billed", case.get("billed")) == "reserved"
    paid = own_or_common(draw, case, candidate, "utilisation") if reserved else draw.constant(1)
    return per_hour / paid, paid


def owned_hour(draw, case, candidate, price, chip):
    """Capital per unit of purchase, the rest of an hour's cost, and the hour."""
    of = lambda field: draw(price[field], f"price.{field}/{candidate['id']}")
    rate = exchange(draw, case, price)
    years, residual = of("lifeYears"), of("residual")
    r = own_or_common(draw, case, candidate, "discountRate")
    if r is None:
        share = (1 - residual) / years
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            recovery = r / (1 - (1 + r) ** -years)
            share = np.where(r == 0, (1 - residual) / years, recovery * (1 - residual * (1 + r) ** -years))
    used = own_or_common(draw, case, candidate, "utilisation")
    power_price = nested(draw, case, candidate, "power", "pricePerKWh") * nested(draw, case, candidate, "power", "pue")
    idle = draw(candidate.get("idleWatts", 0), f"idleWatts/{candidate['id']}")
    kilowatts = (wall_watts(draw, candidate, chip) + idle * (1 / used - 1)) / 1000
    per_purchase = share / (HOURS_PER_YEAR * used)
    rest = of("upkeepPerYear") * rate / (HOURS_PER_YEAR * used) + kilowatts * power_price
    purchase = of("purchase") * rate
    return purchase, per_purchase, rest, per_purchase * purchase + rest


def candidate_arrays(draw, case, candidate, chips, active):
    chip = chips[candidate["chip"]]
    peak = chip["peaks"][candidate.get("dtype", case.get("dtype", "bfloat16"))]
    price, speed = candidate["price"], candidate["speed"]
    out = {"id": candidate["id"], "oneOff": None, "judged": has_interval(candidate)}
    if "mfu" in speed:
        out["speed"] = draw(speed["mfu"], f"mfu/{candidate['id']}") * peak / (6 * active)
    else:
        out["speed"] = draw(speed["tokensPerSecond"], f"tokensPerSecond/{candidate['id']}")
    out["mfu"] = out["speed"] * 6 * active / peak
    out["hours"] = 1e12 / 3600 / out["speed"] / own_or_common(draw, case, candidate, "goodput", 1)
    out["tax"] = 1 + own_or_common(draw, case, candidate, "tax", 0)
    if "perHour" in price:
        hour, out["paid"] = rented_hour(draw, case, candidate, price)
    else:
        out["purchase"], out["per_purchase"], out["rest"], hour = owned_hour(draw, case, candidate, price, chip)
    out["hour"] = hour
    out["cost"] = out["hours"] * hour * out["tax"]
    watts, pue = wall_watts(draw, candidate, chip), nested(draw, case, candidate, "power", "pue")
    grams = nested(draw, case, candidate, "carbon", "gramsPerKWh")
    out["energy"] = None if watts is None or pue is None else out["hours"] * watts * pue / 1000
    out["carbon"] = None if grams is None or out["energy"] is None else out["energy"] * grams / 1000
    if "oneOffCost" in candidate:
        out["oneOff"] = draw(candidate["oneOffCost"], f"oneOffCost/{candidate['id']}")
    return out


def whole_devices(case, hours, share):
    need = share * case["tokens"] / 1e12 * hours / 24 / case["deadline"]["days"]
    return np.ceil(need * (1 - 1e-9))


def payback(once, saved):
    """Tokens; null where the saving never gets there. The interval is the inverse's."""
    if once is None:
        return None
    point, low, high = span(saved / 1e12 / once)
    if point <= 0:
        return None
    return [1 / point, 1 / high if high > 0 else None, 1 / low if low > 0 else None]


def quantile_of(written, probability):
    """Of a number as it is written."""
    if not isinstance(written, dict):
        return written
    if "normal" in written:
        return NormalDist(written["normal"]["mean"], written["normal"]["sd"]).inv_cdf(probability)
    if "lognormal" in written:
        return written["lognormal"]["median"] * math.exp(written["lognormal"]["sigma"] * STANDARD.inv_cdf(probability))
    a, b = written["low"], written["high"]
    if "point" not in written or a == b:
        return a + probability * (b - a)
    c = written["point"]
    if probability * (b - a) < c - a:
        return a + math.sqrt(probability * (b - a) * (c - a))
    return b - math.sqrt((1 - probability) * (b - a) * (b - c))


def has_interval(candidate):
    """Whether its speed has a spread no narrower than runs of the same work have."""
    speed = candidate["speed"]
    written = speed.get("mfu", speed.get("tokensPerSecond"))
    width = math.log(quantile_of(written, 0.975) / quantile_of(written, 0.025))
    return width / (2 * 1.95996) >= 0.08 / 5.396


def verdict(saving, judged):
    _, low, high = saving
    if not judged:
        return "no interval"
    if low > 1e-12:
        return "cheaper"
    return "dearer" if high < -1e-12 else "not separable"


def row(case, parts, reference, devices):
    """`parts`: arrays of candidates with their shares."""
    judged = case.get("samples", 16384) >= 4096 and all(a["judged"] for a in [reference, *(a for a, _ in parts)])
    total = lambda field: None if any(a[field] is None for a, _ in parts) else sum(s * a[field] for a, s in parts)
    hours, cost, energy, carbon = total("hours"), total("cost"), total("energy"), total("carbon")
    once = [a["oneOff"] for a, _ in parts if a["oneOff"] is not None]
    figures = {
        "deviceHoursPerTrillionTokens": hours,
        "costPerTrillionTokens": cost,
        "costOfTraining": cost * case["tokens"] / 1e12,
        "saving": 1 - cost / reference["cost"],
        "energyKWhPerTrillionTokens": energy,
        "carbonKgPerTrillionTokens": carbon,
    }
    if len(parts) == 1:
        one = parts[0][0]
        worth = reference["cost"] / one["hours"] / one["tax"]
        figures |= {"tokensPerSecondPerDevice": one["speed"], "mfu": one["mfu"]}
        if "paid" in one:
            figures["pricePerHour"] = one["hour"] * one["paid"]
            figures["breakEvenPricePerHour"] = worth * one["paid"]
        else:
            figures |= {"pricePerHour": one["hour"], "purchasePrice": one["purchase"]}
            figures["breakEvenPricePerHour"] = worth
            purchase = (worth - one["rest"]) / one["per_purchase"]
            figures["breakEvenPurchase"] = purchase if purchase[0] > 0 else None
        if devices is not None:
            figures["days"] = hours * case["tokens"] / 1e12 / 24 / devices
    spans = {name: span(values) for name, values in figures.items() if values is not None}
    if "deadline" in case:
        point, low, high = span(sum(whole_devices(case, a["hours"], s) for a, s in parts))
        spans["devicesForDeadline"] = [point, math.ceil(low), math.ceil(high)]
    back = payback(sum(once) if once else None, reference["cost"] - cost)
    if back is not None:
        spans["paybackTokens"] = back
    return {"figures": spans, "verdict": verdict(spans["saving"], judged)}


def compare(case, chips, active):
    candidates = [{"id": c.get("id", c["chip"]), **c} for c in case["candidates"]]
    draw = Drawn(case.get("seed", 1), case.get("samples", 16384))
    arrays = {c["id"]: candidate_arrays(draw, case, c, chips, active) for c in candidates}
    reference = arrays[case["reference"]]
    rows = {c["id"]: row(case, [(arrays[c["id"]], 1.0)], reference, c.get("devices")) for c in candidates}
    for fleet in case.get("fleets", []):
        rows[fleet["id"]] = row(case, [(arrays[name], s) for name, s in fleet["shares"].items()], reference, None)
    return rows


if __name__ == "__main__":
    given = json.load(sys.stdin)
    print(json.dumps([compare(case, given["chips"], given["activeForFlops"]) for case in given["cases"]]))
