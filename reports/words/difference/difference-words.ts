/** A difference in words: the answer, the names of metrics and verdicts, and what changed. */
import type { Change, ComparedMetric, ComparedWork, Difference, Verdict } from '../../difference/schema.ts';
import type { Figure } from '../../figure.ts';
import { decimalUnit, fourDigits, pointText, threeDigits, timeUnit, type Unit } from '../../format.ts';
import type { Metric } from '../../regressions/schema.ts';
import { laneText } from '../../rows/software.ts';

type MetricWords = {
  readonly name: string;
  readonly less: string;
  readonly more: string;
  readonly unitOf: (value: number) => Unit;
};

const BYTES = { name: 'memory', less: 'less', more: 'more', unitOf: (value: number) => decimalUnit(value, 'B') };

export const METRIC_WORDS: Readonly<Record<Metric, MetricWords>> = {
  'step-time': { name: 'step', less: 'faster', more: 'slower', unitOf: timeUnit },
  'energy-per-step': { name: 'energy/step', less: 'less', more: 'more', unitOf: value => decimalUnit(value, 'J') },
  'peak-host-memory': { ...BYTES, name: 'host memory' },
  'peak-device-memory': { ...BYTES, name: 'device memory' },
};

const VERDICT_WORDS: Readonly<Record<Exclude<Verdict, 'less' | 'more'>, string>> = {
  'not-separable': 'not separable',
  'no-interval': 'no interval',
  withheld: 'no verdict',
};

export function verdictText({ metric, verdict }: Pick<ComparedMetric, 'metric' | 'verdict'>): string {
  return verdict === 'less' || verdict === 'more' ? METRIC_WORDS[metric][verdict] : VERDICT_WORDS[verdict];
}

/** `5.25 ms`; of a side without a figure a dash. */
export function levelText(metric: Metric, level: Figure): string {
  return level.available ? pointText(level.point, METRIC_WORDS[metric].unitOf(level.point)) : '–';
}

/** `1.052 (1.021 to 1.084)`; of one round on a side `1.05 (one round)`. */
export function ratioText(ratio: Figure): string {
  if (!ratio.available) return '–';
  const point = fourDigits(ratio.point);
  if (ratio.kind === 'range' && ratio.low === ratio.high) return `${point} (one round)`;
  const range = ratio.kind === 'confidence-95' ? '' : 'range ';
  return `${point} (${range}${fourDigits(ratio.low)} to ${fourDigits(ratio.high)})`;
}

/** `B is 5.2 % slower (2.1 to 8.4 %)`: by how much longer, or shorter, a step of B takes. */
export function stepChangeText({ metric, verdict, ratio }: ComparedMetric): string | null {
  if (!ratio.available || (verdict !== 'less' && verdict !== 'more')) return null;
  const sign = verdict === 'more' ? 1 : -1;
  const percent = (value: number): string => threeDigits(100 * sign * (value - 1));
  const [near, far] = verdict === 'more' ? [ratio.low, ratio.high] : [ratio.high, ratio.low];
  return `B is ${percent(ratio.point)} % ${verdictText({ metric, verdict })} (${percent(near)} to ${percent(far)} %)`;
}

const ANSWERED: readonly Verdict[] = ['more', 'less', 'not-separable', 'no-interval', 'withheld'];

const COUNTED_WORDS: Readonly<Partial<Record<Verdict, string>>> = {
  'no-interval': 'without an interval',
  withheld: 'without a verdict',
};

/** `Step time of B beside A: 1 slower, 3 not separable.` Then the greatest change each way. */
export function answerTexts(difference: Difference): readonly string[] {
  const { counts, works } = difference;
  const counted = ANSWERED.filter(verdict => counts[verdict] > 0).map(
    verdict => `${counts[verdict]} ${COUNTED_WORDS[verdict] ?? verdictText({ metric: 'step-time', verdict })}`,
  );
  return [`Step time of B beside A: ${counted.join(', ')}.`, ...greatest(works, 'more'), ...greatest(works, 'less')];
}

function greatest(works: readonly ComparedWork[], wanted: Verdict): readonly string[] {
  const found = works.flatMap(work => {
    const { metrics } = work;
    const step = metrics.find(({ metric, verdict }) => metric === 'step-time' && verdict === wanted);
    return step?.ratio.available === true ? [{ work, step, size: Math.abs(Math.log(step.ratio.point)) }] : [];
  });
  const [most] = found.toSorted((a, b) => b.size - a.size);
  const text = most === undefined ? null : stepChangeText(most.step);
  return most === undefined || text === null ? [] : [`${most.work.case}, ${lanesText(most.work)}: ${text}.`];
}

/** `cpu`; of lanes that differ `torch-cpu, grouped → cpu`. */
export function lanesText({ a, b }: Pick<ComparedWork, 'a' | 'b'>): string {
  const [of, other] = [laneText(a), laneText(b)];
  return of === other ? of : `${of} → ${other}`;
}

/** What the intervals hold. */
export function pairingText({ pairing, turns }: Pick<Difference, 'pairing' | 'turns'>): string {
  return pairing === 'turns'
    ? `${turns} ${turns === 1 ? 'turn' : 'turns'}, taken A B B A …: each ratio is of one turn, and what differs between runs is inside the intervals.`
    : 'One run each: what differs between runs is not inside the intervals. Of two commands in quotes, run in turns, it is.';
}

/** `driver: 550.1 → 560.2`; `not there` on the side that lacks it. */
export const changeText = ({ what, a, b }: Change): string => `${what}: ${a ?? 'not there'} → ${b ?? 'not there'}`;

/** `A lab-1, 2026-03-01 01:00 UTC, results/runs/…`; of several records the first and the last. */
export function sideText(name: 'A' | 'B', side: Difference['sides']['a']): string {
  const [first, last] = [side.records[0], side.records.at(-1)];
  const day = (text: string | undefined): string => (text ?? '').slice(0, 16).replace('T', ' ');
  const until = side.records.length === 1 ? '' : ` to ${day(last?.startedAt)}`;
  return `${name}: ${side.name} (${side.machine}, ${day(first?.startedAt)}${until} UTC)`;
}
