/** The first chart of a report: what the same work costs on each chip, the reference at 100 %. */
import type { CompareRow } from '../money/schema.ts';
import { type Answer, answerOf, type JudgedRow } from '../report/answer.ts';
import type { Report } from '../report/schema.ts';
import type { Language } from '../words/language.ts';
import { deviceNames } from '../words/names/device-name.ts';
import { workloadNames } from '../words/names/workload-name.ts';
import { OVERVIEW_WORDS } from '../words/pages/overview/overview.ts';
import type { DrawnPlot, RatioMark } from './plot.ts';

/** Chips that fit the first screen of a laptop and of a phone, the reference among them. */
const MOST_MARKS = 6;

/** null: nothing has a cost beside the reference's. Measured rows where there are some, else what others published. */
export function relativeCost(report: Report, language: Language = 'en'): DrawnPlot<'ratio-dots'> | null {
  const answer = answerOf(report);
  const words = OVERVIEW_WORDS[language].relativeCost;
  const measured = measuredMarks(answer, report, language);
  const marks = measured.length > 0 ? measured : publishedMarks(report);
  if (marks.length < 2) return null;
  const shown = shownOf(marks);
  const left = marks.length - shown.length;
  return {
    id: 'relative-cost',
    title: titleOf(answer, report, language),
    drawn: true,
    language,
    kind: 'ratio-dots',
    axis: words.axis(report.reference.name),
    reference: report.reference.name,
    groups: [{ label: titleOf(answer, report, language), marks: shown }],
    caption: left > 0 ? [words.more(shown.length - 1, left)] : [],
  };
}

function titleOf(answer: Answer, report: Report, language: Language): string {
  const words = OVERVIEW_WORDS[language].relativeCost;
  const { knownCosts } = report;
  if ('work' in answer && 'rows' in answer) {
    const nameOf = workloadNames(
      report.rows.map(({ workload }) => workload),
      language,
    );
    return words.title(nameOf(answer.work));
  }
  return knownCosts.available ? words.titleTraining(knownCosts.comparison.model.name) : '';
}

/** The lowest costs first; the reference is always shown. */
function shownOf(marks: readonly RatioMark[]): readonly RatioMark[] {
  const ascending = marks.toSorted((a, b) => a.point - b.point);
  const others = ascending.filter(({ verdict }) => verdict !== null).slice(0, MOST_MARKS - 1);
  return ascending.filter(mark => mark.verdict === null || others.includes(mark));
}

function measuredMarks(answer: Answer, report: Report, language: Language): readonly RatioMark[] {
  if (answer.kind !== 'verdicts' && answer.kind !== 'no-verdict') return [];
  const nameOf = deviceNames(report.rows, language);
  const [{ saving }] = answer.rows;
  return [
    referenceMark(report.reference.name, saving.basis),
    ...answer.rows.map(
      ({ row, saving }: JudgedRow): RatioMark => ({
        ...ratioOf(saving),
        label: nameOf(row),
        basis: row.basis,
        verdict: saving.verdict,
      }),
    ),
  ];
}

function publishedMarks({ knownCosts }: Report): readonly RatioMark[] {
  if (!knownCosts.available) return [];
  return ratioMarks(knownCosts.comparison.rows);
}

/** Of each row of a comparison with a saving, and of the reference. */
export const ratioMarks = (rows: readonly CompareRow[]): readonly RatioMark[] => rows.flatMap(markOf);

function markOf({ name, isReference, basis, saving, verdict }: CompareRow): RatioMark[] {
  if (basis === null) return [];
  if (isReference) return [referenceMark(name, basis)];
  return saving.available && verdict !== null ? [{ ...ratioOf(saving), label: name, basis, verdict }] : [];
}

const referenceMark = (label: string, basis: RatioMark['basis']): RatioMark => ({
  ...{ label, basis, verdict: null },
  ...{ point: 1, low: 1, high: 1 },
});

/** A saving is 1 − cost ÷ cost of the reference: its ends change places. */
const ratioOf = ({ point, low, high }: { readonly point: number; readonly low: number; readonly high: number }) => ({
  point: 1 - point,
  low: 1 - high,
  high: 1 - low,
});
