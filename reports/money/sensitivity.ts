/** One input at a time: how far the saving moves with it, and where it is zero. */
import type { Candidate, Ground } from './candidate.ts';
import { type Contender, costOf } from './contender.ts';
import type { Owned, Rent } from './hourly.ts';
import { type At, atFactors, atPoints, type Formula, type Product, type Quantity } from './sampling/quantity.ts';
import { oneNumber } from './sampling/values.ts';
import { OPEN_INPUTS, type Sensitivity } from './schema.ts';

const LOW = 0.1;
const HIGH = 0.9;
/** A saving that moves by less is moved by the rounding of its arithmetic. */
const ROUNDING = 1e-12;
/** How far from its point an input is followed to where the saving is zero. */
const FARTHEST = 1000;
/** Halvings after which the ends of log(1000) are one float64. */
const HALVINGS = 60;

type SavingAt = (at: At<number>) => number;

/** Of each input of either side that is open: by what makes it so, then the widest mover first, then those whose zero is nearest. */
export function sensitivityOf(contender: Contender, reference: Contender): Sensitivity[] {
  const [cost, referenceCost] = [costOf(contender), costOf(reference)];
  if (!cost.available || !referenceCost.available || contender.id === reference.id) return [];
  return openInputs([contender, reference])
    .map(({ ground, open }) => {
      const [own, other] = [moving(cost.value, ground), moving(referenceCost.value, ground)];
      const savingAt: SavingAt = at => 1 - own(at) / other(at);
      return {
        input: nameOf(ground),
        open,
        unit: ground.unit,
        point: ground.quantity.point,
        spread: spreadOf(ground, savingAt),
        savingIsZeroAt: zeroOf(ground, savingAt),
      };
    })
    .filter(
      ({ spread, savingIsZeroAt, open }) =>
        open === 'no interval' || swing(spread) > ROUNDING || savingIsZeroAt !== null,
    )
    .toSorted((a, b) => place(a) - place(b) || swing(b.spread) - swing(a.spread) || distance(a) - distance(b));
}

/** A formula where nothing but one input is moved: one that does not look at this input is computed once. */
function moving(formula: Formula, { quantity }: Ground): (at: At<number>) => number {
  let isLookedAt = false;
  const looking = atFactors(other => {
    isLookedAt ||= isSame(other, quantity);
    return other.point;
  });
  const atPoint = oneNumber(formula(looking));
  return isLookedAt ? at => oneNumber(formula(at)) : () => atPoint;
}

type Open = Sensitivity['open'];
type OpenInput = { readonly ground: Ground; readonly open: Open };

/** What is not settled, each variable once. */
function openInputs(contenders: readonly Contender[]): readonly OpenInput[] {
  const candidates = contenders.flatMap(({ parts }) => parts.map(({ candidate }): Candidate => candidate));
  const open = candidates.flatMap(candidate =>
    candidate.grounds.flatMap((ground): OpenInput[] => {
      const why = opennessOf(ground, candidate);
      return why === null ? [] : [{ ground, open: why }];
    }),
  );
  // The same variable may be open for two reasons: the one that is to be found out first stands.
  const ordered = open.toSorted((a, b) => place(b) - place(a));
  return [...new Map(ordered.map(input => [nameOf(input.ground), input])).values()];
}

const nameOf = ({ quantity, input }: Ground): string => quantity.draw?.name ?? input;
const place = ({ open }: { readonly open: Open }): number => OPEN_INPUTS.indexOf(open);

/** Given by somebody who chose it, or taken from other chips. */
const CHOSEN: readonly string[] = ['case', 'assumed', 'projected', 'sibling'];
/** As a data sheet or a count has it: no part of what a speed lacks. */
const LOOKED_UP: readonly string[] = ['catalog', 'computed'];

/** A price that the buyer gives as one number is a contract: to be found out last. null: settled. */
function opennessOf(ground: Ground, { speed, price }: Candidate): Open | null {
  const { quantity, basis } = ground;
  const lacks = speed.available && speed.value.lacks.length > 0 && speed.value.tokensPerSecond.includes(quantity);
  if (lacks && !LOOKED_UP.includes(basis)) return 'no interval';
  if (quantity.draw !== null) return 'spread';
  if (!CHOSEN.includes(basis)) return null;
  return price.available && paidFor(price.value).includes(quantity) ? 'contract' : 'chosen';
}

const paidFor = (price: Rent<Product> | Owned<Product>): Product =>
  price.kind === 'rent' ? price.perHour : price.purchase;

function spreadOf({ quantity }: Ground, savingAt: SavingAt): Sensitivity['spread'] {
  const { draw } = quantity;
  if (draw === null) return null;
  const moved = (u: number): At<number> =>
    atFactors(other => (other.draw?.name === draw.name ? other.draw.quantile(u) : other.point));
  return {
    low: draw.quantile(LOW),
    high: draw.quantile(HIGH),
    savingAtLow: savingAt(moved(LOW)),
    savingAtHigh: savingAt(moved(HIGH)),
  };
}

/** The saving rises or falls with every input, so that it has one zero at most: found by halving the logarithm of its multiple. */
function zeroOf({ quantity, bounds }: Ground, savingAt: SavingAt): number | null {
  const { point } = quantity;
  const now = savingAt(atPoints);
  if (now === 0 || point <= 0) return null;
  const savingOf = (multiple: number) =>
    savingAt(atFactors(other => (isSame(other, quantity) ? point * multiple : other.point)));
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
