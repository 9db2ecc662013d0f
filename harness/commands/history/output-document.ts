/** From a check, its records and its history to what outputs are written from: every sentence is made here. Pure. */
import type {
  OutputCell,
  OutputDocument,
  OutputFinding,
  OutputNight,
  OutputTarget,
} from '../../../reports/outputs/document.ts';
import { seriesName } from '../../../reports/outputs/series-name.ts';
import type { Check, Finding } from '../../../reports/regressions/schema.ts';
import { findingText } from '../../../reports/words/outputs/finding-text.ts';
import { headline } from '../../../reports/words/regressions/check-words.ts';
import { groupedBy } from '../../../results/grouped.ts';
import { type Observation, seriesId } from '../../../results/history/observation.ts';
import { observationsOf } from '../../../results/history/observe.ts';
import { machineKey } from '../../../results/history/runs.ts';
import { setupOf } from '../../../results/history/setup-paths.ts';
import type { RunRecord } from '../../../results/record.ts';
import { intervalOverRounds } from '../../../results/statistics.ts';
import { troubledCells } from './output-cells.ts';

export type OutputSources = {
  readonly check: Check;
  /** Those of the check's runs; others are not looked at. */
  readonly records: readonly RunRecord[];
  /** Of every night; none where no format asks for them. */
  readonly history: readonly Observation[];
};

export function outputDocument({ check, records, history }: OutputSources): OutputDocument {
  const recordOf = new Map(
    records.map(record => [runKey({ machine: machineKey(record), runId: record.context.runId }), record]),
  );
  const tonights = check.runs
    .flatMap(run => recordOf.get(runKey(run)) ?? [])
    .flatMap(record => observationsOf(record))
    .filter(({ unusable }) => unusable === null);
  const machines = [...groupedBy(check.runs, ({ machine }) => machine)];
  return {
    verdict: check.verdict,
    headline: headline(check),
    nights: machines.flatMap(([machine, runs]) => {
      const found = runs.flatMap(run => recordOf.get(runKey(run)) ?? []);
      return nightOf(machine, runs, found, check.findings) ?? [];
    }),
    findings: check.findings.map(finding => outputFinding(finding, tonights)),
    history,
  };
}

const runKey = ({ machine, runId }: { readonly machine: string; readonly runId: string }): string =>
  JSON.stringify([machine, runId]);

function outputFinding(finding: Finding, tonights: readonly Observation[]): OutputFinding {
  return { name: seriesName(finding), finding, interval: intervalOf(finding, tonights), text: findingText(finding) };
}

/** Of the step time alone, which every round has; other figures are one number a night. */
function intervalOf({ series, metric, tonight }: Finding, tonights: readonly Observation[]): OutputFinding['interval'] {
  if (metric !== 'step-time' || tonight === null) return null;
  const id = seriesId(series);
  const rounds = tonights.flatMap(observation => (seriesId(observation) === id ? observation.roundStepMs : []));
  if (rounds.length < 2) return null;
  const { low, high } = intervalOverRounds(rounds);
  // Tonight is the median of the rounds, the interval is of their mean: where they part, the interval is not of this figure.
  return low <= tonight && tonight <= high ? { low, high } : null;
}

function nightOf(
  machine: string,
  runs: Check['runs'],
  records: readonly RunRecord[],
  findings: readonly Finding[],
): OutputNight | null {
  const [first, ...others] = runs.map(({ runId, startedAt }) => {
    const context = records.find(record => record.context.runId === runId)?.context;
    return { runId, startedAt, programVersion: context?.program.version ?? '', suite: context?.suite.name ?? '' };
  });
  if (first === undefined) return null;
  const ids = [
    ...records.flatMap(({ context }) => context.targets.map(({ id }) => id)),
    ...findings.flatMap(({ series }) => (series.machine === machine ? series.target : [])),
  ];
  return {
    machine,
    runs: [first, ...others],
    measuredCells: records.flatMap(({ cells }) => cells).filter(({ outcome }) => outcome.status === 'measured').length,
    targets: [...new Set(ids)].map(id => targetOf(id, records)),
    cells: lastOfEach(records.flatMap(troubledCells)),
  };
}

/** Setup of the newest run that has the target. */
function targetOf(id: string, records: readonly RunRecord[]): OutputTarget {
  const withIt = records.filter(({ context }) => context.targets.some(target => target.id === id));
  const newest = withIt.at(-1)?.context;
  const target = newest?.targets.find(known => known.id === id);
  if (newest === undefined || target === undefined) return { id, wallS: null, setup: {} };
  const wallMs = withIt.flatMap(record => {
    const cells = new Set(record.context.plan.filter(cell => cell.target === id).map(cell => cell.id));
    return [...record.proofs, ...record.cells].map(line => (cells.has(line.cell) ? line.wallMs : 0));
  });
  const wallS = wallMs.reduce((sum, ms) => sum + ms, 0) / 1000;
  return { id, wallS, setup: { ...setupOf(newest, target), 'target.runner': target.runner } };
}

/** A cell that failed in two runs of an evening is told once. */
const lastOfEach = (cells: readonly OutputCell[]): readonly OutputCell[] => [
  ...new Map(cells.map(cell => [JSON.stringify([cell.target, cell.id]), cell])).values(),
];
