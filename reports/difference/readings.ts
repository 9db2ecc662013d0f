/** What each round of a lane has of a metric: one value a round, all of one method and scope. Pure. */

import { targetEnergy } from '../../results/readings/energy.ts';
import { roundReadings, stepsInWindow } from '../../results/readings/rounds.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import { type Absence, type Reading, read, unavailable } from '../../results/schema/reading.ts';
import { type Absent, absent } from '../figure.ts';
import type { Metric } from '../regressions/schema.ts';
import type { Lane, LanePart } from './lane.ts';
import type { Turn } from './ratio.ts';
import type { SideName } from './schema.ts';

/** Why: total time ÷ total steps is what cost and the history of nights are reckoned by. */
const READINGS: Readonly<Record<Metric, (measurement: Measurement, part: LanePart) => Reading>> = {
  'step-time': ({ stepMs }) => read(stepMs.sumMs / stepMs.steps, 'step-clock', 'step'),
  'energy-per-step': (measurement, part) => {
    const energy = targetEnergy(part, measurement);
    return energy.available ? { ...energy, value: energy.value / stepsInWindow(measurement) } : energy;
  },
  'peak-host-memory': ({ peakHostBytes }) => peakHostBytes,
  'peak-device-memory': ({ peakDeviceBytes }) => peakDeviceBytes,
};

export type Series =
  | { readonly available: true; readonly turns: readonly Turn[]; readonly method: string; readonly scope: string }
  | Absent;

export function seriesOf({ parts }: Lane, metric: Metric, side: SideName): Series {
  const found = parts
    .filter(({ rounds }) => rounds.length > 0)
    .map(part => ({
      turn: part.turn,
      ...roundReadings(part.rounds, measurement => READINGS[metric](measurement, part)),
    }));
  const turns: Turn[] = [];
  let kind: { readonly method: string; readonly scope: string } | null = null;
  for (const part of found) {
    if (!part.available) return withoutReading(side, part.absence);
    const { turn, values, method, scope } = part;
    if (kind !== null && (kind.method !== method || kind.scope !== scope)) {
      return withoutReading(side, unavailable('methods-differ', { first: kindText(kind), other: kindText(part) }));
    }
    // Ratios are taken on logarithms.
    if (values.some(value => !(value > 0))) return absent('side-reading-zero', { side });
    kind = { method, scope };
    turns.push({ turn, values });
  }
  return kind === null ? withoutReading(side, unavailable('no-round')) : { available: true, turns, ...kind };
}

const withoutReading = (side: SideName, { code, values }: Absence): Absent =>
  absent('side-without-reading', { side }, [{ code, values }]);

export const kindText = ({ method, scope }: { readonly method: string; readonly scope: string }): string =>
  `${method} (${scope})`;
