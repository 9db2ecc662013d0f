/** A difference in words: the answer, the names of metrics and verdicts, and what changed. */
import type { Change, ComparedMetric, ComparedWork, Difference, Verdict } from '../../difference/schema.ts';
import type { Figure } from '../../figure.ts';
import { fourDigits, percentRange, percentText, pointText, rangeText } from '../../format.ts';
import type { Metric } from '../../regressions/schema.ts';
import { laneText } from '../../rows/software.ts';
import type { Language } from '../language.ts';
import { DIFFERENCE_WORDS, METRIC_WORDS, UNITS } from './difference-tables.ts';

export const metricName = (metric: Metric, language: Language = 'en'): string => METRIC_WORDS[language][metric].name;

export function verdictText(
  { metric, verdict }: Pick<ComparedMetric, 'metric' | 'verdict'>,
  language: Language = 'en',
): string {
  return verdict === 'less' || verdict === 'more'
    ? METRIC_WORDS[language][metric][verdict]
    : DIFFERENCE_WORDS[language].verdicts[verdict];
}

/** `5.25 ms`; of a side without a figure a dash. */
export function levelText(metric: Metric, level: Figure): string {
  return level.available ? pointText(level.point, UNITS[metric](level.point)) : '–';
}

/** `1.052 (1.021 to 1.084)`; of one round on a side `1.05 (one round)`. */
export function ratioText(ratio: Figure, language: Language = 'en'): string {
  if (!ratio.available) return '–';
  const words = DIFFERENCE_WORDS[language];
  const point = fourDigits(ratio.point);
  if (ratio.kind === 'range' && ratio.low === ratio.high) return words.oneRound(point);
  const range = rangeText(fourDigits(ratio.low), fourDigits(ratio.high), language);
  return words.range(point, range, ratio.kind === 'confidence-95');
}

/** `a step of B takes 5.2 % more time (2.1 to 8.4 %)`; null where the verdict is neither less nor more. */
function stepChangeText({ verdict, ratio }: ComparedMetric, language: Language): string | null {
  if (!ratio.available || (verdict !== 'less' && verdict !== 'more')) return null;
  const sign = verdict === 'more' ? 1 : -1;
  const share = (value: number): number => sign * (value - 1);
  const [near, far] = verdict === 'more' ? [ratio.low, ratio.high] : [ratio.high, ratio.low];
  const range = percentRange(share(near), share(far), language);
  return DIFFERENCE_WORDS[language].change(percentText(share(ratio.point), language), verdict, range);
}

const ANSWERED: readonly Verdict[] = ['more', 'less', 'not-separable', 'no-interval', 'withheld'];

/** `Step time of B beside A: 1 slower, 3 not separable.` Then the greatest change each way. */
export function answerTexts(difference: Difference, language: Language = 'en'): readonly string[] {
  const { counts, works } = difference;
  const words = DIFFERENCE_WORDS[language];
  const counted = ANSWERED.filter(verdict => counts[verdict] > 0).map(verdict =>
    words.counted(counts[verdict], verdictText({ metric: 'step-time', verdict }, language), verdict),
  );
  return [words.answer(counted), ...greatest(works, 'more', language), ...greatest(works, 'less', language)];
}

function greatest(works: readonly ComparedWork[], wanted: Verdict, language: Language): readonly string[] {
  const found = works.flatMap(work => {
    const { metrics } = work;
    const step = metrics.find(({ metric, verdict }) => metric === 'step-time' && verdict === wanted);
    return step?.ratio.available === true ? [{ work, step, size: Math.abs(Math.log(step.ratio.point)) }] : [];
  });
  const [most] = found.toSorted((a, b) => b.size - a.size);
  const text = most === undefined ? null : stepChangeText(most.step, language);
  if (most === undefined || text === null) return [];
  return [DIFFERENCE_WORDS[language].greatest(most.work.case, lanesText(most.work), text)];
}

/** `cpu`; of lanes that differ `torch-cpu, grouped → cpu`. */
export function lanesText({ a, b }: Pick<ComparedWork, 'a' | 'b'>): string {
  const [of, other] = [laneText(a), laneText(b)];
  return of === other ? of : `${of} → ${other}`;
}

/** What the intervals hold. */
export function pairingText(
  { pairing, turns }: Pick<Difference, 'pairing' | 'turns'>,
  language: Language = 'en',
): string {
  const words = DIFFERENCE_WORDS[language];
  return pairing === 'turns' ? words.turns(turns) : words.runs;
}

/** `driver: 550.1 → 560.2`; `not there` on the side that lacks it. */
export function changeText({ what, a, b }: Change, language: Language = 'en'): string {
  const { notThere } = DIFFERENCE_WORDS[language];
  return `${what}${language === 'en' ? ': ' : '：'}${a ?? notThere} → ${b ?? notThere}`;
}

/** `A lab-1, 2026-03-01 01:00 UTC, results/runs/…`; of several records the first and the last. */
export function sideText(name: 'A' | 'B', side: Difference['sides']['a'], language: Language = 'en'): string {
  const [first, last] = [side.records[0], side.records.at(-1)];
  const day = (text: string | undefined): string => (text ?? '').slice(0, 16).replace('T', ' ');
  const from = day(first?.startedAt);
  const days = side.records.length === 1 ? from : rangeText(from, day(last?.startedAt), language);
  return DIFFERENCE_WORDS[language].side(name, side.name, side.machine, days);
}
