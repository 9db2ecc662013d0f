/** One input at a time: how far the saving moves with it, and where it is zero. */
import type { Candidate, Ground } from './candidate.ts';
import { type Contender, costOf } from './contender.ts';
import { type At, atPoints, type Quantity } from './quantity.ts';
import type { Sensitivity } from './schema.ts';

const LOW = 0.1;
const HIGH = 0.9;
/** A saving that moves by less is moved by the rounding of its arithmetic. */
const ROUNDING = 1e-12;
/** How far from its point an input is followed to where the saving is zero. */
const FARTHEST = 1000;
/** Halvings after which the ends of log(1000) are one float64. */
const HALVINGS = 60;

/** Of each uncertain or assumed input of either side, the widest mover first, then those whose zero is nearest. */
export function sensitivityOf(contender: Contender, reference: Contender): Sensitivity[] {
  const [own, theirs] = [costOf(contender), costOf(reference)];
  if (!own.available || !theirs.available || contender.id === reference.id) return [];
  const savingAt = (at: At) => 1 - own.value(at) / theirs.value(at);
  return openGrounds([contender, reference])
    .map(ground => ({
      input: ground.quantity.draw?.name ?? ground.input,
      unit: ground.unit,
      point: ground.quantity.point,
      spread: spreadOf(ground, savingAt),
      savingIsZeroAt: zeroOf(ground, savingAt),
    }))
    .filter(({ spread, savingIsZeroAt }) => swing(spread) > ROUNDING || savingIsZeroAt !== null)
    .toSorted((a, b) => swing(b.spread) - swing(a.spread) || distance(a) - distance(b));
}

/** What is not settled: it has a spread, or somebody chose it. Each variable once. */
function openGrounds(contenders: readonly Contender[]): readonly Ground[] {
  const candidates = contenders.flatMap(({ parts }) => parts.map(({ candidate }): Candidate => candidate));
  const open = candidates
    .flatMap(({ grounds }) => grounds)
    .filter(({ quantity, basis }) => quantity.draw !== null || CHOSEN.includes(basis));
  return [...new Map(open.map(ground => [ground.quantity.draw?.name ?? ground.input, ground])).values()];
}

const CHOSEN: readonly string[] = ['case', 'assumed', 'projected', 'sibling'];

function spreadOf({ quantity }: Ground, savingAt: (at: At) => number): Sensitivity['spread'] {
  const { draw } = quantity;
  if (draw === null) return null;
  const moved =
    (u: number): At =>
    other =>
      other.draw?.name === draw.name ? other.draw.quantile(u) : other.point;
  return {
    low: draw.quantile(LOW),
    high: draw.quantile(HIGH),
    savingAtLow: savingAt(moved(LOW)),
    savingAtHigh: savingAt(moved(HIGH)),
  };
}

/** The saving rises or falls with every input, so that it has one zero at most: found by halving the logarithm of its multiple. */
function zeroOf({ quantity, bounds }: Ground, savingAt: (at: At) => number): number | null {
  const { point } = quantity;
  const now = savingAt(atPoints);
  if (now === 0 || point <= 0) return null;
  const savingOf = (multiple: number) => savingAt(other => (isSame(other, quantity) ? point * multiple : other.point));
  for (const farthest of [FARTHEST, 1 / FARTHEST]) {
    let [same, beyond] = [0, Math.log(farthest)];
    if (Math.sign(savingOf(farthest)) !== -Math.sign(now)) continue;
    for (let halving = 0; halving < HALVINGS; halving += 1) {
      const middle = (same + beyond) / 2;
      if (Math.sign(savingOf(Math.exp(middle))) === Math.sign(now)) same = middle;
      else beyond = middle;
    }
    const zero = point * Math.exp(beyond);
    return bounds.holds(zero) ? zero : null;
  }
  return null;
}

function isSame(other: Quantity, quantity: Quantity): boolean {
  return other === quantity || (quantity.draw !== null && other.draw?.name === quantity.draw.name);
}

const swing = (spread: Sensitivity['spread']): number =>
  spread === null ? 0 : Math.abs(spread.savingAtHigh - spread.savingAtLow);

const distance = ({ point, savingIsZeroAt }: Sensitivity): number =>
  savingIsZeroAt === null ? Number.POSITIVE_INFINITY : Math.abs(Math.log(savingIsZeroAt / point));
