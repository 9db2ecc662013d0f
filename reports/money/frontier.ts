/** Of cost and time, the rows that no other row beats in both (Pareto). */
import type { RowFigures } from './row.ts';
import type { Comparison } from './schema.ts';

type Placed = { readonly id: string; readonly cost: number; readonly time: number };

/** Time is in days where every row with a cost says how many devices it has, else in device-hours, as of equally many devices. */
export function onFrontier(rows: readonly RowFigures[]): {
  readonly time: Comparison['frontierTime'];
  readonly ids: ReadonlySet<string>;
} {
  const priced = rows.filter(({ costPerTrillionTokens }) => costPerTrillionTokens.available);
  const time =
    priced.length > 0 && priced.every(({ days }) => days.available) ? 'days' : 'deviceHoursPerTrillionTokens';
  const placed = priced.flatMap(({ id, costPerTrillionTokens: cost, [time]: taken }): Placed[] =>
    cost.available && taken.available ? [{ id, cost: cost.point, time: taken.point }] : [],
  );
  const unbeaten = placed.filter(row => !placed.some(other => beats(other, row)));
  return { time, ids: new Set(unbeaten.map(({ id }) => id)) };
}

function beats(a: Placed, b: Placed): boolean {
  return a.cost <= b.cost && a.time <= b.time && (a.cost < b.cost || a.time < b.time);
}
