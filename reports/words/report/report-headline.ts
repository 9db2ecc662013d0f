/** The answer in short sentences: what it costs beside the reference, how fast it ran, and what went wrong. */
import { oneLine } from '../../catalog/line.ts';
import {
  decimalUnit,
  PERCENT,
  percentText,
  pointText,
  shown,
  spreadText,
  threeDigits,
  timeUnit,
} from '../../format.ts';
import { isReferenceOf, notCompared } from '../../race/comparison.ts';
import type { Failure, Report, ReportRow } from '../../report/schema.ts';
import { executionText, softwareText } from '../../rows/software.ts';
import { absenceText } from '../absence-text.ts';
import { instrumentText, knownCostTexts } from './known-costs-text.ts';
import { otherWayText } from './other-way.ts';
import { type Judging, moneySentences } from './verdict-text.ts';
import { reachOf, workloadText } from './work-text.ts';

type Ingredients = Pick<Report, 'rows' | 'failures' | 'skips' | 'unread' | 'instrument' | 'knownCosts'> & Judging;

/** The answer by its parts: of each target what it costs, of each how fast it ran, then what is missing or went wrong. */
export type HeadlineParts = {
  /** What is known without a measured saving: costs by what others published. */
  readonly known: readonly string[];
  /** A verdict is in one part with what it lacks. */
  readonly verdicts: readonly (readonly string[])[];
  readonly speeds: readonly string[];
  readonly warnings: readonly string[];
};

/** A few sentences: money per target, speed per target, then what is missing. */
export function headline(report: Ingredients): string[] {
  const { known, verdicts, speeds, warnings } = headlineParts(report);
  return [...known, ...verdicts.flat(), ...speeds, ...warnings];
}

export function headlineParts(report: Ingredients): HeadlineParts {
  const known = report.knownCosts.available ? knownCostTexts(report.knownCosts).map(oneLine) : [];
  if (report.rows.length === 0) {
    const nothing =
      known.length > 0 ? 'Nothing was measured here.' : 'Nothing was measured, so nothing can be compared.';
    return { known, verdicts: [[nothing]], speeds: [], warnings: troubles(report).map(oneLine) };
  }
  const targets = new Map<string, ReportRow[]>();
  // A runner-up is a row of its target, and no answer.
  for (const row of report.rows.filter(({ race }) => notCompared(race) === null)) {
    const key = `${row.imported ? 'imported/' : ''}${row.machine}/${row.target}/${softwareText(row.ran)}`;
    targets.set(key, [...(targets.get(key) ?? []), row]);
  }
  const perTarget = [...targets.values()];
  const placeOf = placesOf(report.rows);
  const money = perTarget
    .map(rows => onPlace(moneySentences(rows, report), placeOf(rows)))
    .filter(sentences => sentences.length > 0);
  const isInstrumentAlone = known.length > 0 && report.instrument.onHostAlone;
  const noSaving = [
    isInstrumentAlone ? instrumentText(report.instrument) : `No saving can be stated against ${report.reference.name}.`,
  ];
  // Names are a foreign record's: what follows a line break in one is no sentence of this program.
  const speeds = perTarget.map(rows => oneLine(onPlace([speedSentence(rows, report)], placeOf(rows)).join(' ')));
  // That a processor has no rent is no news: the table says so.
  const unsaid = isInstrumentAlone
    ? []
    : noMoneyReasons(perTarget, report.reference.chip).filter(reason => !speeds.some(speed => speed.includes(reason)));
  return {
    known,
    verdicts: (money.length > 0 ? money : [noSaving]).map(sentences => sentences.map(oneLine)),
    speeds,
    warnings: [...unsaid.map(sentence), ...troubles(report).map(oneLine)],
  };
}

/** Of rows of several machines, the machine of each target; null where there is one machine alone. */
function placesOf(all: readonly ReportRow[]): (rows: readonly ReportRow[]) => string | null {
  const isOne = new Set(all.map(({ machine }) => machine)).size < 2;
  return ([row]) => (isOne || row === undefined ? null : row.machine);
}

/** The first sentence begins with the machine that it is of. */
function onPlace(sentences: readonly string[], machine: string | null): readonly string[] {
  const [first, ...rest] = sentences;
  return first === undefined || machine === null ? sentences : [`On ${machine}: ${first}`, ...rest];
}

function speedSentence(rows: readonly ReportRow[], report: Judging): string {
  const [any] = rows;
  const [row] = rows
    .filter(candidate => candidate.stepMs.available)
    .toSorted((a, b) => reachOf(b.workload) - reachOf(a.workload) || b.workload.flopsPerStep - a.workload.flopsPerStep);
  if (any === undefined) return '';
  if (row === undefined || !row.stepMs.available) {
    return `${executionText(any.device.name, any.ran, any.workload.dtype)} (${any.target}): no speed, because ${NO_SPEED[any.status]}.`;
  }
  const { main, spread } = shown(row.stepMs, timeUnit(row.stepMs.point));
  const rate = row.flopsPerSecond;
  const facts = [
    ...(rate.available ? [pointText(rate.point, decimalUnit(rate.point, 'FLOP/s'))] : []),
    ...relativeText(row, report),
  ];
  return `${executionText(row.device.name, row.ran, row.workload.dtype)} (${row.target}) takes ${main} (${spread}) for ${workloadText(row.workload)}: ${facts.join(', ')}.`;
}

const NO_SPEED: Readonly<Record<ReportRow['status'], string>> = {
  measured: 'none was measured',
  invalid: 'its results cannot be true',
  unproven: 'its work is unproven',
  mismatch: 'its results disagree',
};

function relativeText(row: ReportRow, { reference: { name }, referenceRows }: Judging): string[] {
  const { relative } = row;
  if (!relative.available) return [absenceText(relative)];
  const { point, low, high, basis } = relative;
  const share =
    point >= 1
      ? `${threeDigits(point)} times (${threeDigits(low)} to ${threeDigits(high)})`
      : `${percentText(point)} (${spreadText(relative, PERCENT)}) of`;
  const reference = referenceRows.find(other => isReferenceOf(other, row));
  const way = reference === undefined ? '' : otherWayText(row, reference);
  return [
    `${share} ${basis === 'sibling' ? `the speed of ${name} by its sibling` : `the ${basis} speed of ${name}`}${way}`,
  ];
}

/** Why a target has no saving, each reason once. */
function noMoneyReasons(perTarget: readonly (readonly ReportRow[])[], reference: string): string[] {
  const reasons = perTarget
    .filter(rows => rows.every(({ saving }) => !saving.available))
    .flatMap(rows => rows.slice(0, 1))
    // That it is the reference stands in the sentence of its speed.
    .filter(({ chip }) => chip !== reference)
    .flatMap(({ saving }) => (saving.available ? [] : [oneLine(absenceText(saving))]));
  return [...new Set(reasons)];
}

function troubles({ rows, failures, skips, unread }: Ingredients): string[] {
  const mismatches = rows.filter(row => row.status === 'mismatch').length;
  const invalid = rows.filter(row => row.status === 'invalid').length;
  const unproven = rows.filter(row => row.status === 'unproven').length;
  const ofRuns = failures.filter(({ code, stage }) => code !== 'invalid' && code !== 'unproven' && stage !== 'report');
  const cellsWith = (unsupported: boolean) =>
    ofRuns
      .filter(({ code }) => (code === 'unsupported') === unsupported)
      .reduce((total, failure) => total + cellsOf(failure), 0);
  const [cells, refused] = [cellsWith(false), cellsWith(true)];
  const parts = [
    ...(invalid > 0 ? [`${count(invalid, 'row')} left without speed and cost, because a physics check fails`] : []),
    ...(unproven > 0
      ? [`${count(unproven, 'row')} unproven, without cost and comparison, because no proof holds here`]
      : []),
    ...(mismatches > 0 ? [`${count(mismatches, 'row')} left without speed and cost, because results disagree`] : []),
    ...(cells > 0 ? [`${count(cells, 'cell')} failed`] : []),
    ...(refused > 0 ? [`${refused} not supported`] : []),
    ...(skips.length > 0 ? [`${skips.length} skipped`] : []),
    ...(unread.length > 0 ? [`${count(unread.length, 'record')} could not be read`] : []),
  ];
  return parts.length === 0 ? [] : [`${sentence(parts.join('; ')).slice(0, -1)}: see below.`];
}

const cellsOf = ({ rounds }: Failure): number => rounds.length;

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;

/** First letter large, one full stop. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
