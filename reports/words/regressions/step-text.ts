/** A step in words: what moved, by how much, since when, how sure, and what changed with it. */
import { onOneLine } from '../../../results/printable.ts';
import { percentRange, percentText } from '../../format.ts';
import type { Entry, SteppedFinding } from '../../regressions/entries.ts';
import type { Difference, Step } from '../../regressions/schema.ts';
import { MACHINE_BY_PRODUCTS, MACHINE_BY_WORKS } from '../../regressions/series.ts';
import type { Language } from '../language.ts';
import { METRIC_WORDS, targetText, workText } from './series-text.ts';
import { STEP_WORDS } from './step-words.ts';

/** `moe-layer on cpu began to take 5.1 % more time per step (4.2 to 6 %) on 2026-11-20, confirmed by 2 nights.` */
export function entryText(entry: Entry, isSingleMachine: boolean, language: Language = 'en'): string {
  const words = STEP_WORDS[language];
  const [first] = entry.kind === 'work' ? [entry.finding] : entry.findings;
  const { series, step } = first;
  const when = {
    place: targetText(series, isSingleMachine, language),
    date: onOneLine(step.first.startedAt.slice(0, 'yyyy-mm-dd'.length)),
    sure: sureText(step, language),
  };
  if (entry.kind === 'work') {
    return words.work({ ...when, work: workText(first, language), moved: movedText(first, language) });
  }
  const moved =
    first.role === 'machine'
      ? movedText(first, language)
      : words.share(rangeOf(entry.findings, language), wordOf(first, language));
  return words.everything({ ...when, moved }, alikeText(entry.findings, language));
}

/** `3 products of the roofline and 4 works moved alike` */
function alikeText(findings: readonly SteppedFinding[], language: Language): string {
  const words = STEP_WORDS[language];
  const counted = (role: 'work' | 'machine' | null) =>
    findings.filter(finding =>
      role === null ? finding.role !== 'work' && finding.role !== 'machine' : finding.role === role,
    ).length;
  const [products, works] = [counted(null), counted('work')];
  const parts = [...(products === 0 ? [] : [words.products(products)]), ...(works === 0 ? [] : [words.works(works)])];
  const byProducts = findings.some(({ case: name }) => name === MACHINE_BY_PRODUCTS) && products === 0;
  const byWorks = findings.some(({ case: name }) => name === MACHINE_BY_WORKS);
  return words.alike([...(byProducts ? [words.allProducts] : []), ...(byWorks ? [words.mostWorks] : parts)]);
}

/** `5.1 to 6 %`: from the least to the greatest. */
function rangeOf(findings: readonly SteppedFinding[], language: Language): string {
  const shares = findings.map(({ step }) => Math.abs(step.ratio.point - 1));
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const to = percentText(most, language);
  return percentText(least, language) === to ? to : percentRange(least, most, language);
}

/** `5.1 % more time per step (4.2 to 6 %)` */
export function movedText(finding: SteppedFinding, language: Language = 'en'): string {
  const { ratio } = finding.step;
  const [low, high] = [ratio.low - 1, ratio.high - 1];
  const range = ratio.point < 1 ? percentRange(-high, -low, language) : percentRange(low, high, language);
  const words = STEP_WORDS[language];
  return words.range(words.share(shareText(ratio.point, language), wordOf(finding, language)), range);
}

const wordOf = ({ metric, step }: SteppedFinding, language: Language): string =>
  METRIC_WORDS[language][metric][step.direction];

const shareText = (ratio: number, language: Language): string => percentText(Math.abs(ratio - 1), language);

/** How sure a step is. */
export function sureText({ confirmedOn, confirmedBy, nights }: Step, language: Language = 'en'): string {
  const words = STEP_WORDS[language];
  if (confirmedOn === null) return words.seen(nights);
  return confirmedBy === 'interleaved' ? words.interleaved : words.confirmed(nights);
}

/** `What changed: driver 550.54 → 560.35; runtimes.node 20.1 → 20.2.` */
export function changedText(changed: readonly Difference[], language: Language = 'en'): string {
  const words = STEP_WORDS[language];
  if (changed.length === 0) return words.nothingChanged;
  return words.changed(changed.map(difference => changeText(difference, language)));
}

/** `driver 550.54 → 560.35` */
export function changeText({ what, before, now }: Difference, language: Language = 'en'): string {
  const words = STEP_WORDS[language];
  const valueText = (value: string | null): string => (value === null ? words.none : onOneLine(value, LONGEST_VALUE));
  return `${words.changeNames[what] ?? onOneLine(what)} ${valueText(before)} → ${valueText(now)}`;
}

const LONGEST_VALUE = 40;
