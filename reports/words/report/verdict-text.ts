/** What a device costs beside the reference, in sentences: the verdict with its figures, or what is missing for one. Pure. */
import { groupedBy } from '../../../results/grouped.ts';
import { savingShown, threeDigits } from '../../format.ts';
import { currencyName } from '../../large-amounts.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import type { Language } from '../language.ts';
import { SEMICOLON } from '../sentence.ts';
import { executionText } from './execution-text.ts';
import { otherWayText } from './other-way.ts';
import { basisText, copyText, referencesOf } from './reference-text.ts';
import { lackText } from './row-lacks.ts';
import { AND } from './vocabulary/basis-words.ts';
import { VERDICT_WORDS } from './vocabulary/verdict-words.ts';
import { reachOf, rowsSpanText, workloadText } from './work-text.ts';

export type Judging = Pick<Report, 'reference' | 'referenceRows' | 'runs'>;

type Judged = { readonly row: ReportRow; readonly saving: Extract<ReportRow['saving'], { available: true }> };

/** A report, in the language in which it is told. */
type Telling = { readonly report: Judging; readonly language: Language };

/**
 * `rows`: of one device by one software. Several workloads in one sentence, then the largest of those of which no verdict can be
 * given, with what is missing. None where no row has a saving.
 */
export function moneySentences(rows: readonly ReportRow[], report: Judging, language: Language = 'en'): string[] {
  const telling = { report, language };
  const all = rows.flatMap((row): Judged[] => (row.saving.available ? [{ row, saving: row.saving }] : []));
  const judged = all.filter(({ saving }) => saving.verdict !== 'no interval');
  const open = all
    .filter(({ saving }) => saving.verdict === 'no interval')
    .toSorted((a, b) => reachOf(b.row.workload) - reachOf(a.row.workload));
  const texts = [...verdictTexts(judged, all.length, telling), ...noVerdictTexts(open, telling)];
  const compared = all.map(({ row }) => row);
  return texts.map((text, index) => (index === 0 ? `${text}${copyText(compared, report, language)}` : text));
}

function verdictTexts(judged: readonly Judged[], workloads: number, telling: Telling): string[] {
  const [single, second] = judged;
  if (single === undefined) return [];
  const text = second === undefined ? verdictText(single, telling) : verdictsText(judged, workloads, telling);
  return [`${text}${scopeText(judged, telling)}`];
}

/** `NVIDIA H20 by ONNX Runtime WebGPU, float32, is cheaper than NVIDIA H800 (measured) on …: saving 20 % (10 to 30 %).` */
function verdictText({ row, saving }: Judged, telling: Telling): string {
  const { language } = telling;
  const stands = standingText({ row, saving }, telling);
  const work = workloadText(row.workload, language);
  return VERDICT_WORDS[language].verdict(nameOf(row, language), stands, work, amountText(saving, language));
}

const standingText = (judged: Judged, telling: Telling): string =>
  VERDICT_WORDS[telling.language].stands[judged.saving.verdict](referenceText(judged, telling));

/** `…, is cheaper than NVIDIA H800 (measured) on 2 of 3 workloads (at 128 to 256 rows per expert), and not separable in cost from …` */
function verdictsText(judged: readonly Judged[], workloads: number, telling: Telling): string {
  const { language } = telling;
  const words = VERDICT_WORDS[language];
  const kinds = groupedBy(judged, row => standingText(row, telling));
  const parts = [...kinds].map(([stands, of]) => {
    const rows = rowsSpanText(
      of.map(({ row: { workload } }) => workload),
      language,
    );
    return words.ofWorkloads(stands, words.share(of.length, workloads), rows);
  });
  const row = judged[0]?.row;
  const dtypes = [...new Set(judged.map(({ row: { workload } }) => workload.dtype))].join(AND[language]);
  return row === undefined ? '' : words.verdicts(executionText(row.device.name, row.ran, dtypes, language), parts);
}

/** The figures without a verdict: what is seen, the rent at which nothing is saved, and what is missing. */
function noVerdictTexts([widest, ...more]: readonly Judged[], telling: Telling): string[] {
  if (widest === undefined) return [];
  const { language } = telling;
  const { row, saving } = widest;
  const words = VERDICT_WORDS[language];
  const text = words.noVerdict({
    device: nameOf(row, language),
    reference: referenceText(widest, telling),
    work: workloadText(row.workload, language),
    amount: amountText(saving, language),
    rent: threeDigits(saving.breakEvenPerHour),
    currency: currencyName(saving.referencePrice.currency, language),
    lacks: [...new Set(saving.lacks.map(lack => lackText(lack, language)))].join(SEMICOLON[language]),
  });
  return [`${text}${more.length === 0 ? '' : words.more(more.length)}`];
}

/** Where nothing says how boards and nights differ, the sentence is of these alone. */
function scopeText(judged: readonly Judged[], { report, language }: Telling): string {
  const alone = judged.filter(({ saving }) => saving.scope === 'boards').map(({ row }) => row);
  if (alone.length === 0) return '';
  const references = alone.flatMap(row => referencesOf(row, report));
  const ran = report.runs.filter(({ id, machine }) => alone.some(row => row.run === id && row.machine === machine));
  const boards = [...new Set([...alone, ...references].flatMap(row => ('board' in row ? [row.board] : row.boards)))];
  const days = [
    ...new Set([...ran.map(({ startedAt }) => startedAt.slice(0, 10)), ...references.flatMap(({ days }) => days)]),
  ];
  return VERDICT_WORDS[language].scope(boards.join(', '), days.join(', '));
}

const nameOf = ({ device, ran, workload }: ReportRow, language: Language): string =>
  executionText(device.name, ran, workload.dtype, language);

/** `NVIDIA H800 (measured on 2 boards, by PyTorch 2.13, eager)`: by what it ran where that is not what the row ran by. */
function referenceText({ row, saving: { basis } }: Judged, { report, language }: Telling): string {
  const references = referencesOf(row, report);
  const boards = new Set(references.flatMap(reference => reference.boards)).size;
  const ways = references.map(reference => otherWayText(row, reference, language)).join('');
  return VERDICT_WORDS[language].reference(
    report.reference.name,
    basisText(basis, row, report, language),
    boards,
    ways,
  );
}

function amountText(saving: Judged['saving'], language: Language): string {
  const { main, spread } = savingShown(saving, language);
  const words = VERDICT_WORDS[language];
  return words.spread(saving.point >= -1 ? words.saving(main) : main, spread);
}
