/** Readings of several rounds as those of one quantity. One round without a reading has none. Pure. */
import type { Measurement } from '../schema/outcome.ts';
import { type Absence, type Reading, unavailable } from '../schema/reading.ts';

/** A measured round, by its place among those planned. */
export type Round = { readonly round: number; readonly measurement: Measurement };

/** One value a round, all of one method and one scope; or why there are none, and in which round where it is of one. */
export type RoundReadings =
  | { readonly available: true; readonly values: readonly number[]; readonly method: string; readonly scope: string }
  | { readonly available: false; readonly absence: Absence; readonly round: number | null };

/** Steps of a window: each sample is the mean of so many. */
export function stepsInWindow({ stepMs, clock }: Pick<Measurement, 'stepMs' | 'clock'>): number {
  return stepMs.steps * clock.stepsPerSample;
}

/** Only readings of one method and one scope go together: joules of a die and of a board do not. */
export function roundReadings(rounds: readonly Round[], pick: (measurement: Measurement) => Reading): RoundReadings {
  let kind: { readonly method: string; readonly scope: string } | null = null;
  const values: number[] = [];
  for (const { round, measurement } of rounds) {
    const reading = pick(measurement);
    if (!reading.available) return { available: false, absence: reading, round };
    const { value, method, scope } = reading;
    if (kind !== null && (method !== kind.method || scope !== kind.scope)) {
      const values = { first: kindText(kind), other: kindText(reading) };
      return { available: false, absence: unavailable('methods-differ', values), round: null };
    }
    kind = { method, scope };
    values.push(value);
  }
  return kind === null
    ? { available: false, absence: unavailable('no-round'), round: null }
    : { available: true, values, ...kind };
}

const kindText = ({ method, scope }: { readonly method: string; readonly scope: string }): string =>
  `${method} (${scope})`;
