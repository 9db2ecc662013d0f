/** What the nights of a history say: from observations and acceptances to the document of `moebench check`. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import type { Acceptances } from '../../results/history/acceptance.ts';
import { METRICS, type Metric } from '../../results/history/metrics.ts';
import { type Observation, type SeriesKey, seriesId } from '../../results/history/observation.ts';
import { findingOf, type Judged } from './finding.ts';
import { METRIC_ROWS } from './metrics.ts';
import { type Night, nightsOf } from './nights.ts';
import { CHECK_SCHEMA, type Check, type Finding, type State } from './schema.ts';
import { currentAndEnded, type Series, seriesOf } from './series.ts';
import { findSteps } from './steps/find-steps.ts';
import type { NightsTable, StepMark } from './steps/nights.ts';

/** A level of a series, by the first run of it. */
export type LevelPlace = {
  readonly series: SeriesKey;
  readonly metric: Metric;
  readonly first: { readonly runId: string };
};

export type History = {
  readonly observations: readonly Observation[];
  readonly acceptances: Acceptances;
  /** Levels that an interleaved comparison agrees with. */
  readonly interleaved?: readonly LevelPlace[];
};

/** Each machine's newest night, judged by its history. Machines are in the order of their names. */
export function checkNights(history: History): Check {
  const machines = [...groupedBy(history.observations, ({ machine }) => machine)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const checked = machines.flatMap(([machine, observations]) => {
    const nights = nightsOf(observations);
    return nights.length === 0 ? [] : [{ machine, nights, ...checkMachine(nights, history) }];
  });
  const findings = checked.flatMap(({ findings }) => findings);
  const newest = new Set(checked.flatMap(({ nights }) => nights.at(-1)?.runs.map(({ runId }) => runId) ?? []));
  return {
    schema: CHECK_SCHEMA,
    runs: checked.flatMap(({ machine, nights }) => nights.at(-1)?.runs.map(run => ({ machine, ...run })) ?? []),
    verdict: verdictOf(findings),
    news: findings.filter(finding => isOpenRegression(finding) && newest.has(finding.step?.confirmedOn?.runId ?? ''))
      .length,
    counts: countsOf(findings),
    findings: [...findings],
    ended: checked.flatMap(({ ended }) => ended),
    damagedAcceptances: [...history.acceptances.damaged],
  };
}

/** What makes a check fail: a confirmed step for the worse that nobody accepted. */
export const isOpenRegression = ({ state, step }: Finding): boolean =>
  state === 'confirmed' && step?.direction === 'worse';

const SAYS_NOTHING: readonly State[] = ['insufficient-history', 'not-judged'];

function verdictOf(findings: readonly Finding[]): Check['verdict'] {
  if (findings.some(isOpenRegression)) return 'regressed';
  return findings.some(({ state }) => !SAYS_NOTHING.includes(state)) ? 'holds' : 'cannot-tell';
}

function countsOf(findings: readonly Finding[]): Check['counts'] {
  const counts = { ...NONE };
  for (const { state } of findings) counts[state] += 1;
  return counts;
}

const NONE: Readonly<Record<State, number>> = {
  steady: 0,
  suspected: 0,
  confirmed: 0,
  accepted: 0,
  recovered: 0,
  'insufficient-history': 0,
  'not-judged': 0,
};

type MachineCheck = { readonly findings: readonly Finding[]; readonly ended: Check['ended'] };

/** A table for each target and metric: only there do sentinels and works share what moves them, and figures one kind of noise. */
function checkMachine(nights: readonly Night[], history: History): MachineCheck {
  const series = seriesOf(nights);
  const { current, ended } = currentAndEnded(series, nights);
  const targets = groupedBy(series, ({ key }) => key.target);
  const findings = new Map(
    [...targets.values()].flatMap(ofTarget =>
      METRICS.flatMap(metric => judgedSeries(ofTarget, metric, nights, history)).map(judged => [
        placeText(judged.series.key, judged.metric),
        findingOf(judged, nights),
      ]),
    ),
  );
  return {
    findings: current.flatMap(({ key }) => METRICS.flatMap(metric => findings.get(placeText(key, metric)) ?? [])),
    ended: [...ended],
  };
}

function judgedSeries(
  ofTarget: readonly Series[],
  metric: Metric,
  nights: readonly Night[],
  { acceptances, interleaved = [] }: History,
): readonly Judged[] {
  const { figureOf, hasSentinels } = METRIC_ROWS[metric];
  const rows = ofTarget
    .map(series => ({ series, figures: series.nights.map(({ usable }) => figureOf(usable)) }))
    // Of a work that was never measured its time is what is missing; energy and memory may be unknown on this machine.
    .filter(({ figures }) => metric === 'step-time' || figures.some(figure => figure !== null));
  const table: NightsTable = {
    days: nights.map(({ day }) => day),
    series: rows.map(({ series, figures }) => ({
      id: placeText(series.key, metric),
      sentinel: hasSentinels && series.role !== 'work',
      log: figures.map(figure => (figure === null ? null : Math.log(figure.value))),
      se: figures.map(figure => figure?.se ?? null),
    })),
  };
  const accepted = placed(acceptances.lines, metric, table, nights);
  const agreed = placed(interleaved, metric, table, nights);
  const marks: readonly StepMark[] = [
    ...accepted.map(({ series, onset }) => ({ series, onset, kind: 'accepted' as const })),
    ...agreed.map(({ series, onset }) => ({ series, onset, kind: 'interleaved' as const })),
  ];
  const { series: judgements } = findSteps(table, marks);
  return rows.flatMap(({ series, figures }, i) => {
    const judgement = judgements[i];
    if (judgement === undefined) return [];
    const ofSeries = accepted.filter(place => place.series === i).map(({ onset, said }) => ({ onset, line: said }));
    return [{ series, metric, figures, judgement, acceptances: ofSeries, searched: rows.length }];
  });
}

/** What was said of levels of this table: its series and night. What is of runs that are no longer there is left out. */
function placed<Place extends LevelPlace>(
  places: readonly Place[],
  metric: Metric,
  table: NightsTable,
  nights: readonly Night[],
): readonly { readonly series: number; readonly onset: number; readonly said: Place }[] {
  return places.flatMap(said => {
    if (said.metric !== metric) return [];
    const id = placeText(said.series, metric);
    const series = table.series.findIndex(row => row.id === id);
    const onset = nights.findIndex(({ runs }) => runs.some(({ runId }) => runId === said.first.runId));
    return series === -1 || onset === -1 ? [] : [{ series, onset, said }];
  });
}

const placeText = (series: SeriesKey, metric: Metric): string => `${seriesId(series)} ${metric}`;
