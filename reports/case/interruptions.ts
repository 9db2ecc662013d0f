/** Hours of a run that interruptions cost, as of a device at a spot price: they are paid and do no work. */
import { type Coded, fact } from '../fact.ts';
import type { Ground } from '../money/candidate.ts';
import type { CaseReading } from '../money/codes.ts';
import { fixed, type Product } from '../money/sampling/quantity.ts';
import { NOT_NEGATIVE, quantileOf } from '../money/sampling/spread.ts';
import type { Desk, Entry } from './desk.ts';
import { ofCase } from './inputs.ts';

const MINUTES_PER_DAY = 1440;

export type Interruptions = {
  /** The share of all hours that is lost; null: none is stated. */
  readonly lost: Product | null;
  readonly grounds: readonly Ground[];
  readonly readings: readonly Coded<CaseReading>[];
};

/** perDay × minutesLost ÷ 1440 of all hours. UsageError where that may be all of them. */
export function interruptionsOf(desk: Desk, { id, path, row }: Entry): Interruptions {
  const { buyerCase, inputs, refuse } = desk;
  const [stated, name, place] =
    row.interruptions === undefined ? [buyerCase.interruptions, '', []] : [row.interruptions, `/${id}`, path];
  if (stated === undefined) return { lost: null, grounds: [], readings: [] };
  const { perDay, minutesLost } = stated;
  const [often, long] = [perDay, minutesLost].map(spread => quantileOf(spread, 0.999));
  const most = ((often ?? 0) * (long ?? 0)) / MINUTES_PER_DAY;
  if (most >= 1) {
    throw refuse(
      [...place, 'interruptions'],
      `lose ${Math.round(100 * most)} % of a day; give perDay × minutesLost below ${MINUTES_PER_DAY}`,
    );
  }
  const take = (field: 'perDay' | 'minutesLost', unit: string) =>
    inputs.take({
      input: `interruptions.${field}${name}`,
      unit,
      spread: stated[field],
      bounds: NOT_NEGATIVE,
      from: ofCase(stated),
    });
  const grounds = [take('perDay', 'per day'), take('minutesLost', 'minutes')];
  const lost = [...grounds.map(({ quantity }) => quantity), fixed(1 / MINUTES_PER_DAY)];
  return { lost, grounds, readings: [fact('interrupted', { candidate: id, ...pointsOf(grounds) })] };
}

function pointsOf([often, long]: readonly Ground[]) {
  const [perDay, minutesLost] = [often?.quantity.point ?? 0, long?.quantity.point ?? 0];
  return { perDay, minutesLost, share: (perDay * minutesLost) / MINUTES_PER_DAY };
}

/** A spot price of which no lost hour is stated. */
export function spotReadings(
  { id }: Entry,
  kind: string | null,
  goodput: Ground | null,
  { lost }: Interruptions,
): Coded<CaseReading>[] {
  return kind === 'rent-spot' && goodput === null && lost === null
    ? [fact('spot-uninterrupted', { candidate: id })]
    : [];
}
