/** The answer in short sentences: what it costs beside the reference, how fast it ran, and what went wrong. */
import { oneLine } from '../../catalog/line.ts';
import {
  decimalUnit,
  endTexts,
  PERCENT,
  percentText,
  pointText,
  rangeText,
  shown,
  spreadText,
  threeDigits,
  timeUnit,
} from '../../format.ts';
import { notCompared } from '../../race/comparison.ts';
import type { Failure, Report, ReportRow } from '../../report/schema.ts';
import { softwareText } from '../../rows/software.ts';
import { absenceText } from '../absence-text.ts';
import type { Language } from '../language.ts';
import { SEMICOLON, sentenceOf } from '../sentence.ts';
import { executionText } from './execution-text.ts';
import { instrumentText, knownCostTexts } from './known-costs-text.ts';
import { otherWayText } from './other-way.ts';
import { basisText, referencesOf } from './reference-text.ts';
import { type Judging, moneySentences } from './verdict-text.ts';
import { HEADLINE_WORDS, type TroubleKind } from './vocabulary/headline-words.ts';
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
export function headline(report: Ingredients, language: Language = 'en'): string[] {
  const { known, verdicts, speeds, warnings } = headlineParts(report, language);
  return [...known, ...verdicts.flat(), ...speeds, ...warnings];
}

export function headlineParts(report: Ingredients, language: Language = 'en'): HeadlineParts {
  const words = HEADLINE_WORDS[language];
  const known = report.knownCosts.available ? knownCostTexts(report.knownCosts, language).map(oneLine) : [];
  if (report.rows.length === 0) {
    const nothing = known.length > 0 ? words.nothingMeasured : words.nothingCompared;
    return { known, verdicts: [[nothing]], speeds: [], warnings: troubles(report, language).map(oneLine) };
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
    .map(rows => onPlace(moneySentences(rows, report, language), placeOf(rows), language))
    .filter(sentences => sentences.length > 0);
  const isInstrumentAlone = known.length > 0 && report.instrument.onHostAlone;
  const noSaving = [
    isInstrumentAlone ? instrumentText(report.instrument, language) : words.noSaving(report.reference.name),
  ];
  // Names are a foreign record's: what follows a line break in one is no sentence of this program.
  const speeds = perTarget.map(rows =>
    oneLine(onPlace([speedSentence(rows, report, language)], placeOf(rows), language).join(' ')),
  );
  // That a processor has no rent is no news: the table says so.
  const unsaid = isInstrumentAlone
    ? []
    : noMoneyReasons(perTarget, report.reference.chip, language).filter(
        reason => !speeds.some(speed => speed.includes(reason)),
      );
  return {
    known,
    verdicts: (money.length > 0 ? money : [noSaving]).map(sentences => sentences.map(oneLine)),
    speeds,
    warnings: [...unsaid.map(reason => sentenceOf(reason, language)), ...troubles(report, language).map(oneLine)],
  };
}

/** Of rows of several machines, the machine of each target; null where there is one machine alone. */
function placesOf(all: readonly ReportRow[]): (rows: readonly ReportRow[]) => string | null {
  const isOne = new Set(all.map(({ machine }) => machine)).size < 2;
  return ([row]) => (isOne || row === undefined ? null : row.machine);
}

/** The first sentence begins with the machine that it is of. */
function onPlace(sentences: readonly string[], machine: string | null, language: Language): readonly string[] {
  const [first, ...rest] = sentences;
  return first === undefined || machine === null
    ? sentences
    : [HEADLINE_WORDS[language].onMachine(machine, first), ...rest];
}

function speedSentence(rows: readonly ReportRow[], report: Judging, language: Language): string {
  const [any] = rows;
  const [row] = rows
    .filter(candidate => candidate.stepMs.available)
    .toSorted((a, b) => reachOf(b.workload) - reachOf(a.workload) || b.workload.flopsPerStep - a.workload.flopsPerStep);
  if (any === undefined) return '';
  if (row === undefined || !row.stepMs.available) {
    const execution = executionText(any.device.name, any.ran, any.workload.dtype, language);
    return HEADLINE_WORDS[language].noSpeed(execution, any.target, any.status);
  }
  const { main, spread } = shown(row.stepMs, timeUnit(row.stepMs.point), language);
  const rate = row.flopsPerSecond;
  const facts = [
    ...(rate.available ? [pointText(rate.point, decimalUnit(rate.point, 'FLOP/s'))] : []),
    ...relativeText(row, report, language),
  ];
  const execution = executionText(row.device.name, row.ran, row.workload.dtype, language);
  const work = workloadText(row.workload, language);
  return HEADLINE_WORDS[language].speed({ execution, target: row.target, main, spread, work, facts });
}

function relativeText(row: ReportRow, report: Judging, language: Language): string[] {
  const { relative } = row;
  const words = HEADLINE_WORDS[language];
  if (!relative.available) return [absenceText(relative, language)];
  const { point, low, high, basis } = relative;
  const share =
    point >= 1
      ? words.times(threeDigits(point), rangeText(...endTexts(low, high), language))
      : words.share(percentText(point, language), spreadText(relative, PERCENT, language));
  const { name } = report.reference;
  const [reference] = referencesOf(row, report);
  const way = reference === undefined ? '' : otherWayText(row, reference, language);
  return [`${words.ofReference(share, name, basis, basisText(basis, row, report, language))}${way}`];
}

/** Why a target has no saving, each reason once. */
function noMoneyReasons(perTarget: readonly (readonly ReportRow[])[], reference: string, language: Language): string[] {
  const reasons = perTarget
    .filter(rows => rows.every(({ saving }) => !saving.available))
    .flatMap(rows => rows.slice(0, 1))
    // That it is the reference stands in the sentence of its speed.
    .filter(({ chip }) => chip !== reference)
    .flatMap(({ saving }) => (saving.available ? [] : [oneLine(absenceText(saving, language))]));
  return [...new Set(reasons)];
}

function troubles({ rows, failures, skips, unread }: Ingredients, language: Language): string[] {
  const withStatus = (status: ReportRow['status']) => rows.filter(row => row.status === status).length;
  const ofRuns = failures.filter(({ code, stage }) => code !== 'invalid' && code !== 'unproven' && stage !== 'report');
  const cellsWith = (unsupported: boolean) =>
    ofRuns
      .filter(({ code }) => (code === 'unsupported') === unsupported)
      .reduce((total, failure) => total + cellsOf(failure), 0);
  const counts: readonly (readonly [TroubleKind, number])[] = [
    ['invalid', withStatus('invalid')],
    ['unproven', withStatus('unproven')],
    ['mismatch', withStatus('mismatch')],
    ['failed', cellsWith(false)],
    ['unsupported', cellsWith(true)],
    ['skipped', skips.length],
    ['unread', unread.length],
  ];
  const words = HEADLINE_WORDS[language];
  const parts = counts.flatMap(([kind, count]) => (count === 0 ? [] : [words.troubles[kind](count)]));
  return parts.length === 0 ? [] : [words.seeBelow(parts.join(SEMICOLON[language]))];
}

const cellsOf = ({ rounds }: Failure): number => rounds.length;
