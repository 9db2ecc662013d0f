/** What every night measured of each series and metric: the values behind a check of the nights. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import { METRICS, type Metric } from '../../results/history/metrics.ts';
import type { Observation, SeriesKey } from '../../results/history/observation.ts';
import { findingId } from '../regressions/finding-id.ts';
import { METRIC_ROWS } from '../regressions/metrics.ts';
import { type Night, nightsOf } from '../regressions/nights.ts';
import type { RunPoint } from '../regressions/schema.ts';
import { seriesOf } from '../regressions/series.ts';

export type NightlySeries = {
  /** As `moebench accept --series` takes it; unique among series and metrics of a site. */
  readonly id: string;
  readonly series: SeriesKey;
  readonly case: string;
  readonly metric: Metric;
  /** One a night of the machine, in the unit of the metric; null: that night has no figure that is judged. */
  readonly values: readonly (number | null)[];
};

export type MachineNights = {
  readonly machine: string;
  /** The first run of each night, the oldest night first. */
  readonly nights: readonly RunPoint[];
  /** In the order of a check: metrics of a work stand together. */
  readonly series: readonly NightlySeries[];
};

/** Machines in the order of their names. Series that never had a figure are left out. */
export function nightlyValues(observations: readonly Observation[]): readonly MachineNights[] {
  const machines = groupedBy(observations, ({ machine }) => machine);
  return [...machines]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([machine, ofMachine]) => {
      const nights = nightsOf(ofMachine);
      if (nights.length === 0) return [];
      return [{ machine, nights: nights.flatMap(({ runs }) => runs.slice(0, 1)), series: valuesIn(nights) }];
    });
}

function valuesIn(nights: readonly Night[]): readonly NightlySeries[] {
  return seriesOf(nights).flatMap(({ key, case: name, nights: found }) =>
    METRICS.flatMap(metric => {
      const values = found.map(({ usable }) => METRIC_ROWS[metric].figureOf(usable)?.value ?? null);
      if (values.every(value => value === null)) return [];
      return [{ id: findingId({ series: key, metric }), series: key, case: name, metric, values }];
    }),
  );
}
