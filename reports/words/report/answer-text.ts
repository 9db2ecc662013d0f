/** The answer of a report in one sentence, and the lines under it. Names, never ids; what is missing is said further down. */
import { groupedBy } from '../../../results/grouped.ts';
import { oneLine } from '../../catalog/line.ts';
import { PERCENT, percentText, pointText, TIMES, timeUnit, type Unit, unitRange } from '../../format.ts';
import type { TrainingCosts } from '../../known-costs/schema.ts';
import type { Answer, JudgedRow } from '../../report/answer.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import type { Verdict } from '../../spread/verdict.ts';
import { differenceEnds, differenceText } from '../difference-text.ts';
import type { Language } from '../language.ts';
import { deviceNames } from '../names/device-name.ts';
import { workloadNames } from '../names/workload-name.ts';
import { OVERVIEW_WORDS } from '../pages/overview/overview.ts';
import type { Counts, DifferenceWords } from '../pages/overview/overview-words.ts';
import { groundText, referenceName } from './reference-text.ts';

/** Of one device at most 30 words. */
export function answerText(answer: Answer, report: Report, language: Language): string {
  const words = OVERVIEW_WORDS[language].answer;
  const reference = report.reference.name;
  const nameOf = deviceNames(report.rows, language);
  switch (answer.kind) {
    case 'verdicts':
      return oneLine(verdictsText(answer, report, nameOf, language));
    case 'no-verdict': {
      const [{ row, saving }] = answer.rows;
      const counts = countsOfAnswer(answer);
      if (counts.all > 1)
        return oneLine(
          words.noVerdicts(counts, answer.rows.length, reference, nameOf(row), differenceOf(saving, language)),
        );
      const named = referenceName(saving.basis, row, report, language);
      return oneLine(words.noVerdict(nameOf(row), named, differenceOf(saving, language)));
    }
    case 'instrument':
      return answer.known === null
        ? words.instrumentAlone(answer.instrument.machines)
        : words.instrument(answer.instrument.machines);
    case 'relative':
      return oneLine(relativeText(answer.row, report, nameOf, language));
    case 'speed':
      return oneLine(speedText(answer.row, nameOf, language));
    case 'known':
      return oneLine(words.known(countsOfKnown(answer.known), reference, answer.known.comparison.model.name));
    case 'unproven':
      return words.unproven(answer.rows);
    case 'nothing':
      return words.nothing;
  }
}

/** Sentences about the answer, above its chart and below. */
export type AnswerLines = { readonly above: readonly string[]; readonly below: readonly string[] };

/** What the answer is of and on whose speeds it stands, or what the chart shows and what was proven. */
export function answerLines(answer: Answer, report: Report, language: Language): AnswerLines {
  const words = OVERVIEW_WORDS[language];
  const knownLine = (known: TrainingCosts): string =>
    words.notMeasured(countsOfKnown(known), report.reference.name, {
      name: known.comparison.model.name,
      ...known.trained,
    });
  if ('work' in answer) {
    const known = report.knownCosts.available ? [knownLine(report.knownCosts)] : [];
    const nameOf = workloadNames(
      report.rows.map(({ workload }) => workload),
      language,
    );
    const above = [words.work(nameOf(answer.work)), ...differTexts(answer, language)];
    return { above: [...above, ...groundTexts(answer, report, language)], below: known };
  }
  if (answer.kind !== 'instrument') return { above: [], below: [] };
  const { timedCells, workloads } = answer.instrument;
  return {
    above: answer.known === null ? [] : [knownLine(answer.known)],
    below: [words.proven(timedCells, workloads)],
  };
}

/** Of each chip whose devices have unlike verdicts. */
function differTexts(answer: Answer, language: Language): readonly string[] {
  if (answer.kind !== 'verdicts') return [];
  const verdictsOf = groupedBy(answer.rows, ({ row }) => chipOf(row));
  return [...verdictsOf.values()].flatMap(rows => {
    const counts = COUNTED.flatMap(verdict => {
      const many = rows.filter(({ saving }) => saving.verdict === verdict).length;
      return many === 0 ? [] : [[verdict, many] as const];
    });
    const [first] = rows;
    if (counts.length < 2 || first === undefined) return [];
    return [oneLine(OVERVIEW_WORDS[language].answer.differ(first.row.device.name, counts))];
  });
}

const COUNTED = ['cheaper', 'dearer', 'not separable'] as const satisfies readonly Verdict[];

/** What tells a row's chip: its name where the catalog has none. */
const chipOf = ({ chip, device }: ReportRow): string => chip ?? device.name;

/** On which speeds the rows of an answer are compared; where not all in one way, each with its device. */
function groundTexts(answer: Answer, report: Report, language: Language): readonly string[] {
  const compared = comparedRows(answer);
  const nameOf = deviceNames(report.rows, language);
  const isOneWay = new Set(compared.map(({ basis }) => basis)).size === 1 && compared.length > 1;
  const device = (row: ReportRow): string | null => (isOneWay ? null : nameOf(row));
  const { ofDevice } = OVERVIEW_WORDS[language].answer;
  const texts = compared.map(each => {
    const text = groundText(each, device(each.row), report, language);
    return oneLine(compared.length === 1 || isOneWay ? text : ofDevice(nameOf(each.row), text));
  });
  return [...new Set(texts)];
}

type ComparedRow = Parameters<typeof groundText>[0];

/** The rows of an answer that stand beside the reference, each with the basis of its speed. */
export function comparedRows(answer: Answer): readonly ComparedRow[] {
  if (answer.kind === 'verdicts' || answer.kind === 'no-verdict') {
    return answer.rows.map(({ row, saving: { basis } }) => ({ row, basis }));
  }
  if (answer.kind !== 'relative' || !answer.row.relative.available) return [];
  return [{ row: answer.row, basis: answer.row.relative.basis }];
}

type NameOf = (row: ReportRow) => string;

function verdictsText(
  answer: Extract<Answer, { kind: 'verdicts' }>,
  report: Report,
  nameOf: NameOf,
  language: Language,
): string {
  const words = OVERVIEW_WORDS[language].answer;
  const { rows } = answer;
  const [first] = rows;
  const counts = countsOfAnswer(answer);
  if (counts.all > 1) {
    const named = rows.find(({ saving }) => saving.verdict === 'cheaper') ?? first;
    return words.several(counts, report.reference.name, nameOf(named.row), differenceOf(named.saving, language));
  }
  const { row, saving } = first;
  const reference = referenceName(saving.basis, row, report, language);
  if (saving.verdict === 'not separable') {
    return words.notSeparable(
      nameOf(row),
      reference,
      differenceEnds(saving, language) ?? differenceText(saving.point, language),
    );
  }
  const write = saving.verdict === 'dearer' ? words.dearer : words.cheaper;
  return write(nameOf(row), reference, differenceOf(saving, language));
}

function relativeText(row: ReportRow, report: Report, nameOf: NameOf, language: Language): string {
  const { relative } = row;
  if (!relative.available) return speedText(row, nameOf, language);
  const words = OVERVIEW_WORDS[language].answer;
  return words.relative(
    nameOf(row),
    referenceName(relative.basis, row, report, language),
    percentText(relative.point, language),
    endsOf(relative, PERCENT, language),
  );
}

function speedText(row: ReportRow, nameOf: NameOf, language: Language): string {
  const { stepMs } = row;
  if (!stepMs.available) return OVERVIEW_WORDS[language].answer.nothing;
  const unit = timeUnit(stepMs.point);
  const ends = endsOf(stepMs, unit, language);
  return OVERVIEW_WORDS[language].answer.speed(nameOf(row), pointText(stepMs.point, unit, language), ends);
}

type Ends = Pick<Extract<ReportRow['stepMs'], { available: true }>, 'low' | 'high' | 'kind' | 'rounds'>;

/** `95 % interval: 10 to 30 %`, `95% 置信区间：10% 至 30%`. */
function endsOf({ low, high, kind, rounds }: Ends, unit: Unit, language: Language): string | null {
  const words = OVERVIEW_WORDS[language];
  if (kind === 'range' && rounds === 1) return words.oneRound;
  if (low === high) return null;
  return words.kinds[kind](unitRange(low, high, unit, language));
}

/** Above twice the reference's cost a multiple of it reads better than a share. */
function differenceOf(saving: JudgedRow['saving'], language: Language): DifferenceWords {
  const { point, low, high } = saving;
  if (point < -1) {
    const ends = endsOf({ ...saving, low: 1 - high, high: 1 - low }, TIMES, language);
    return { amount: pointText(1 - point, TIMES, language), isMultiple: true, side: 'more', ends };
  }
  const isLess = point >= 0;
  const [near, far] = isLess ? [low, high] : [-high, -low];
  const ends = endsOf({ ...saving, low: near, high: far }, PERCENT, language);
  return { amount: percentText(Math.abs(point), language), isMultiple: false, side: isLess ? 'less' : 'more', ends };
}

/** Each with its chip; without a verdict null. */
type Counted = { readonly chip: string; readonly verdict: Verdict | null };

const countsOf = (counted: readonly Counted[]): Counts => {
  const many = (wanted: Verdict): number => counted.filter(({ verdict }) => verdict === wanted).length;
  const judged = { cheaper: many('cheaper'), dearer: many('dearer'), 'not separable': many('not separable') };
  return {
    all: counted.length,
    chips: new Set(counted.map(({ chip }) => chip)).size,
    ...judged,
    open: counted.length - judged.cheaper - judged.dearer - judged['not separable'],
  };
};

const countsOfAnswer = ({ rows, open }: Extract<Answer, { open: unknown }>): Counts =>
  countsOf([
    ...rows.map(({ row, saving: { verdict } }) => ({ chip: chipOf(row), verdict })),
    ...open.map(row => ({ chip: chipOf(row), verdict: null })),
  ]);

const countsOfKnown = ({ comparison: { rows } }: TrainingCosts): Counts =>
  countsOf(rows.filter(({ isReference }) => !isReference).map(({ id, verdict }) => ({ chip: id, verdict })));
