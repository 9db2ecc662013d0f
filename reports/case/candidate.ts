/** One candidate of a case: its price, its speed and the conditions it works under. */
import { fact } from '../fact.ts';
import { absent } from '../figure.ts';
import type { Candidate, Ground } from '../money/candidate.ts';
import { known } from '../money/known.ts';
import { fixed } from '../money/sampling/quantity.ts';
import { NOT_NEGATIVE, POSITIVE, SHARE } from '../money/sampling/spread.ts';
import { condition, type Desk, type Entry } from './desk.ts';
import { ofCase } from './inputs.ts';
import { interruptionsOf, spotReadings } from './interruptions.ts';
import { inCurrency } from './price/amount.ts';
import { resolvePrice } from './price/price.ts';
import type { SpeedSources } from './speed/found-speed.ts';
import { otherSpeedsOf } from './speed/other-speeds.ts';
import { resolveSpeed } from './speed/speed.ts';
import { type WattSources, wallPower } from './watts.ts';

export function resolveCandidate(desk: Desk, entry: Entry, sources: SpeedSources & WattSources): Candidate {
  const { id, chip, dtype, row } = entry;
  const power = wallPower(desk, entry, sources);
  const price = resolvePrice(desk, entry, power);
  const { speed, grounds: speedGrounds } = resolveSpeed(desk, entry, sources);
  const goodput = condition(desk, entry, 'goodput', 'of wall-clock hours', SHARE);
  const interrupted = interruptionsOf(desk, entry);
  const tax = condition(desk, entry, 'tax', 'of the cost', NOT_NEGATIVE);
  const carbon = carbonOf(desk, entry);
  const once = oneOffCost(desk, entry);
  const peak = chip.peakFlops[dtype];
  const grounds = [
    ...price.grounds,
    ...speedGrounds,
    ...power.grounds,
    goodput,
    ...interrupted.grounds,
    tax,
    carbon,
    once,
  ].filter(ground => ground !== null);
  return {
    id,
    chip: chip.id,
    name: chip.name,
    dtype,
    speed,
    priceKind: price.kind,
    price: price.price,
    goodput: [goodput?.quantity ?? fixed(1)],
    lost: interrupted.lost,
    tax: [tax?.quantity ?? fixed(0)],
    draught: power.draught,
    gramsPerKWh: carbon === null ? absent('no-carbon-intensity') : known([carbon.quantity]),
    oneOffCost: once === null ? null : [once.quantity],
    devices: row.devices ?? null,
    peakFlops: peak === null ? absent('no-dtype-peak', { chip: chip.name, dtype }) : known(peak),
    grounds: [...new Map(grounds.map(ground => [ground.input, ground])).values()],
    readings: [...price.readings, ...interrupted.readings, ...spotReadings(entry, price.kind, goodput, interrupted)],
    otherSpeeds: otherSpeedsOf(desk, entry, speed, sources.published),
    notIncluded: [
      ...price.notIncluded,
      ...power.notIncluded,
      ...(goodput === null ? [fact('omits-goodput')] : []),
      ...(tax === null ? [fact('omits-tax')] : []),
      ...(once === null ? [fact('omits-one-off-cost')] : []),
    ],
  };
}

function carbonOf({ buyerCase, inputs }: Desk, { id, row }: Entry): Ground | null {
  const [carbon, name] = row.carbon === undefined ? [buyerCase.carbon, ''] : [row.carbon, `/${id}`];
  if (carbon === undefined) return null;
  return inputs.take({
    input: `carbon.gramsPerKWh${name}`,
    unit: 'g/kWh',
    spread: carbon.gramsPerKWh,
    bounds: NOT_NEGATIVE,
    from: ofCase(carbon),
  });
}

function oneOffCost(desk: Desk, { id, path, row: { oneOffCost: amount } }: Entry): Ground | null {
  if (amount === undefined) return null;
  const { currency } = desk.buyerCase;
  return desk.inputs.take({
    input: `oneOffCost/${id}`,
    unit: currency,
    spread: inCurrency(desk, amount, currency, [...path, 'oneOffCost']),
    bounds: POSITIVE,
    from: ofCase({}),
  });
}
