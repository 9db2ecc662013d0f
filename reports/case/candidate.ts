/** One candidate of a case: its price, its speed and the conditions it works under. */
import type { Candidate, Ground } from '../money/candidate.ts';
import { type Known, known, said } from '../money/known.ts';
import { fixed, type Product } from '../money/quantity.ts';
import { NOT_NEGATIVE, POSITIVE, SHARE } from '../money/spread.ts';
import type { ActiveCount } from './active.ts';
import { condition, type Desk, type Entry } from './desk.ts';
import { ofCase } from './inputs.ts';
import { resolvePrice } from './price.ts';
import { resolveSpeed, type SpeedSources } from './speed.ts';
import { type WattSources, wallPower } from './watts.ts';

export function resolveCandidate(
  desk: Desk,
  entry: Entry,
  active: ActiveCount,
  sources: SpeedSources & WattSources,
): Candidate {
  const { id, chip, dtype, row } = entry;
  const power = wallPower(desk, entry, sources);
  const price = resolvePrice(desk, entry, power);
  const { speed, grounds: speedGrounds } = resolveSpeed(desk, entry, active, sources);
  const goodput = condition(desk, entry, 'goodput', 'of wall-clock hours', SHARE);
  const tax = condition(desk, entry, 'tax', 'of the cost', NOT_NEGATIVE);
  const carbon = carbonOf(desk, entry);
  const once = oneOffCost(desk, entry);
  const peak = chip.peakFlops[dtype];
  const grounds = [...price.grounds, ...speedGrounds, ...power.grounds, goodput, tax, carbon, once].filter(
    ground => ground !== null,
  );
  return {
    id,
    chip: chip.id,
    name: chip.name,
    dtype,
    speed,
    priceKind: price.kind,
    price: price.price,
    goodput: [goodput?.quantity ?? fixed(1)],
    tax: [tax?.quantity ?? fixed(0)],
    draught: power.draught,
    gramsPerKWh: productOf(carbon, 'carbon.gramsPerKWh is not given'),
    oneOffCost: once === null ? null : [once.quantity],
    devices: row.devices ?? null,
    peakFlops: peak === null ? said(`the catalog has no ${dtype} peak of ${chip.name}`) : known(peak),
    grounds: [...new Map(grounds.map(ground => [ground.input, ground])).values()],
    notIncluded: [
      ...price.notIncluded,
      ...power.notIncluded,
      ...(goodput === null ? ['goodput (no hour of a run is lost)'] : []),
      ...(tax === null ? ['tax'] : []),
      ...(once === null ? ['oneOffCost (such as porting)'] : []),
    ],
  };
}

function carbonOf({ given, inputs }: Desk, { id, row }: Entry): Ground | null {
  const [carbon, name] = row.carbon === undefined ? [given.carbon, ''] : [row.carbon, `/${id}`];
  if (carbon === undefined) return null;
  return inputs.take({
    input: `carbon.gramsPerKWh${name}`,
    unit: 'g/kWh',
    spread: carbon.gramsPerKWh,
    bounds: NOT_NEGATIVE,
    from: ofCase(carbon),
  });
}

function oneOffCost({ given, inputs }: Desk, { id, row: { oneOffCost: spread } }: Entry): Ground | null {
  if (spread === undefined) return null;
  return inputs.take({ input: `oneOffCost/${id}`, unit: given.currency, spread, bounds: POSITIVE, from: ofCase({}) });
}

const productOf = (ground: Ground | null, reason: string): Known<Product> =>
  ground === null ? said(reason) : known([ground.quantity]);
