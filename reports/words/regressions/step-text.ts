/** A step in words: what moved, by how much, since when, how sure, and what changed with it. */
import { onOneLine } from '../../../results/printable.ts';
import { percentRange, percentText } from '../../format.ts';
import type { Entry, SteppedFinding } from '../../regressions/entries.ts';
import type { Difference, Step } from '../../regressions/schema.ts';
import { MACHINE_BY_PRODUCTS, MACHINE_BY_WORKS } from '../../regressions/series.ts';
import { METRIC_WORDS, targetText, workText } from './series-text.ts';

/** `moe-layer on cpu got 5.1 % slower (4.2 to 6 %) on 2026-11-20, confirmed by 2 nights.` */
export function entryText(entry: Entry, isSingleMachine: boolean): string {
  const [first] = entry.kind === 'work' ? [entry.finding] : entry.findings;
  const { series, step } = first;
  const place = targetText(series, isSingleMachine);
  const end = `${onOneLine(step.first.startedAt.slice(0, 'yyyy-mm-dd'.length))}, ${sureText(step)}`;
  if (entry.kind === 'work') return `${workText(first)} on ${place} got ${movedText(first)} on ${end}.`;
  const sizes = first.role === 'machine' ? movedText(first) : `${rangeOf(entry.findings)} ${wordOf(first)}`;
  return `Everything on ${place} got ${sizes} on ${end}: ${alikeText(entry.findings)}, so the machine or the board changed.`;
}

/** `3 products of the roofline and 4 works moved alike` */
function alikeText(findings: readonly SteppedFinding[]): string {
  const counted = (role: 'work' | 'machine' | null) =>
    findings.filter(finding =>
      role === null ? finding.role !== 'work' && finding.role !== 'machine' : finding.role === role,
    ).length;
  const parts = [
    countText(counted(null), 'product of the roofline', 'products of the roofline'),
    countText(counted('work'), 'work', 'works'),
  ].flatMap(text => text ?? []);
  const byProducts = findings.some(({ case: name }) => name === MACHINE_BY_PRODUCTS) && counted(null) === 0;
  const byWorks = findings.some(({ case: name }) => name === MACHINE_BY_WORKS);
  const all = [...(byProducts ? ['the products of the roofline'] : []), ...(byWorks ? ['most works'] : parts)];
  return `${all.join(' and ')} moved alike`;
}

const countText = (count: number, singular: string, plural: string): string | null =>
  count === 0 ? null : `${count} ${count === 1 ? singular : plural}`;

/** `5.1 to 6 %`: from the least to the greatest. */
function rangeOf(findings: readonly SteppedFinding[]): string {
  const shares = findings.map(({ step }) => Math.abs(step.ratio.point - 1));
  const [from, to] = [percentText(Math.min(...shares)), percentText(Math.max(...shares))];
  return from === to ? from : `${from.replace(' %', '')} to ${to}`;
}

/** `5.1 % slower (4.2 to 6 %)` */
export function movedText(finding: SteppedFinding): string {
  const { ratio } = finding.step;
  const [low, high] = [ratio.low - 1, ratio.high - 1];
  const range = ratio.point < 1 ? percentRange(-high, -low) : percentRange(low, high);
  return `${shareText(ratio.point)} ${wordOf(finding)} (${range})`;
}

const wordOf = ({ metric, step }: SteppedFinding): string => METRIC_WORDS[metric][step.direction];

const shareText = (ratio: number): string => percentText(Math.abs(ratio - 1));

/** How sure a step is. */
export function sureText({ confirmedOn, confirmedBy, nights }: Step): string {
  if (confirmedOn === null) return nights === 1 ? 'seen on one night' : `seen on ${nights} nights`;
  if (confirmedBy === 'interleaved') return 'confirmed by an interleaved comparison';
  return nights === 1 ? 'confirmed' : `confirmed by ${nights} nights`;
}

const CHANGE_NAMES: Readonly<Record<string, string>> = {
  clockMHz: 'compute clock in MHz',
  strategies: 'strategies that the race left',
};

/** `What changed: driver 550.54 → 560.35; runtimes.node 20.1 → 20.2.` */
export function changedText(changed: readonly Difference[]): string {
  if (changed.length === 0) return 'What changed: nothing that the records know.';
  const texts = changed.map(({ what, before, now }) => {
    const name = CHANGE_NAMES[what] ?? onOneLine(what);
    return `${name} ${valueText(before)} → ${valueText(now)}`;
  });
  return `What changed: ${texts.join('; ')}.`;
}

const LONGEST_VALUE = 40;
const valueText = (value: string | null): string => (value === null ? 'none' : onOneLine(value, LONGEST_VALUE));
