/** The tables of a machine's nights that are searched for steps, one a target and metric, and what was found in them. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import type { AcceptanceLine } from '../../results/history/acceptance.ts';
import { METRICS, type Metric } from '../../results/history/metrics.ts';
import { type SeriesKey, seriesId } from '../../results/history/observation.ts';
import type { Judged } from './finding.ts';
import { METRIC_ROWS, type NightFigure } from './metrics.ts';
import type { Night } from './nights.ts';
import { isSaidTonight, isSameSeries, type Series, wholeMachine } from './series.ts';
import { findSteps } from './steps/find-steps.ts';
import type { NightSeries } from './steps/nights.ts';

/** A level of a series, by the first run of it. */
export type LevelPlace = {
  readonly series: SeriesKey;
  readonly metric: Metric;
  readonly first: { readonly runId: string };
  /** When a comparison agreed with it; not given: on its first night. */
  readonly comparedAt?: string;
};

type Row = { readonly series: Series; readonly figures: readonly (NightFigure | null)[] };

export type MetricTable = {
  readonly metric: Metric;
  readonly nights: readonly Night[];
  readonly rows: readonly Row[];
};

/**
 * A table for each target and metric: only there do products and works share what moves them, and figures one kind of noise. A target of
 * which tonight says nothing has none.
 */
export function tablesOf(series: readonly Series[], nights: readonly Night[]): readonly MetricTable[] {
  const targets = groupedBy(series, ({ key }) => key.target);
  return [...targets.values()].flatMap(ofTarget =>
    METRICS.flatMap(metric => {
      const rows = ofTarget
        .map(row => ({ series: row, figures: row.nights.map(({ usable }) => METRIC_ROWS[metric].figureOf(usable)) }))
        // Of a work that was never measured its time is what is missing; energy and memory may be unknown on this machine.
        .filter(({ figures }) => metric === 'step-time' || figures.some(figure => figure !== null));
      return rows.some(row => isSaidTonight(row.series)) ? [{ metric, nights, rows }] : [];
    }),
  );
}

type Known = {
  /** Of the machine: they share the chance of a false step. */
  readonly tables: number;
  readonly accepted: readonly AcceptanceLine[];
  readonly interleaved: readonly LevelPlace[];
};

/** The judgement of every series of a table, and of the machine as a whole behind them where enough of them tell of it. */
export function judgedIn({ metric, nights, rows }: MetricTable, known: Known): readonly Judged[] {
  const { tables, accepted, interleaved } = known;
  const alone = !METRIC_ROWS[metric].hasSentinels;
  const isSentinel = ({ role }: Series) => !alone && role !== 'work';
  const machine = alone ? null : wholeMachine(rows.map(({ series }) => series));
  const judgedRows: readonly Row[] = [...rows, ...(machine === null ? [] : [{ series: machine, figures: [] }])];
  const placed = levelsIn(metric, nights, judgedRows);
  const acceptances = placed(accepted);
  const marks = [
    ...acceptances.map(({ series, onset }) => ({ series, onset, kind: 'accepted' as const })),
    ...placed(interleaved).map(({ series, onset, said }) => ({
      series,
      onset,
      on: Math.max(onset, nightBy(nights, said.comparedAt) ?? onset),
      kind: 'interleaved' as const,
    })),
  ];
  const series = rows.map(row => nightSeries(row, metric, isSentinel(row.series)));
  const found = findSteps({ days: nights.map(({ day }) => day), series, alone }, { marks, tables });
  return judgedRows.flatMap((row, i) => {
    const judgement = row.series === machine ? found.machine : found.series[i];
    if (judgement === undefined || (row.series === machine && judgement.noise === null)) return [];
    const ofSeries = acceptances.filter(place => place.series === i).map(({ onset, said }) => ({ onset, line: said }));
    return [{ ...row, metric, judgement, acceptances: ofSeries, searched: series.length, tables }];
  });
}

const nightSeries = ({ series, figures }: Row, metric: Metric, sentinel: boolean): NightSeries => ({
  id: placeText(series.key, metric),
  sentinel,
  log: figures.map(figure => (figure === null ? null : Math.log(figure.value))),
  se: figures.map(figure => figure?.se ?? null),
});

type Placed<Place> = { readonly series: number; readonly onset: number; readonly said: Place };

/** Finds levels of a table's series, with the night that each begins on. Those of runs that are no longer there are left out. */
function levelsIn(metric: Metric, nights: readonly Night[], rows: readonly Row[]) {
  return <Place extends LevelPlace>(places: readonly Place[]): readonly Placed<Place>[] =>
    places.flatMap(said => {
      if (said.metric !== metric) return [];
      const series = rows.findIndex(row => isSameSeries(row.series.key, said.series));
      const onset = nights.findIndex(({ runs }) => runs.some(({ runId }) => runId === said.first.runId));
      return series === -1 || onset === -1 ? [] : [{ series, onset, said }];
    });
}

/** The last night that had begun by then. */
function nightBy(nights: readonly Night[], instant: string | undefined): number | null {
  if (instant === undefined) return null;
  const night = nights.findLastIndex(({ runs }) => runs.some(({ startedAt }) => startedAt <= instant));
  return night === -1 ? null : night;
}

/** The same text for the same series and metric. */
export const placeText = (series: SeriesKey, metric: Metric): string => `${seriesId(series)} ${metric}`;
