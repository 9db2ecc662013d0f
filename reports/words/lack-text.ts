/** Lacks in words: what has no interval, and what to give. One sentence for all speeds that lack the same. */
import { threeDigits } from '../format.ts';
import { SPEED_LACKS, type SpeedLack } from '../money/lacks.ts';
import type { Lack } from '../spread/verdict.ts';

type Words = {
  /** Of one speed, beside its candidate; null where there is nothing to add. */
  readonly beside: ((values: Lack['values']) => string) | null;
  readonly because: (values: Lack['values']) => string;
  readonly give: (values: Lack['values']) => string;
};

const OWN_RECORDS = 'records of your own (speed: {from: results}, 5 rounds or more)';
const MEASURED = `a measured or converted publication, a range, or ${OWN_RECORDS}`;

const WORDS: Readonly<Record<SpeedLack, Words>> = {
  'plain-number': {
    beside: ({ field, value }) => `${field}: ${value}`,
    because: () => 'a plain number says nothing of its error',
    give: () => 'a range or a distribution, as {low: …, high: …}',
  },
  'narrow-spread': {
    beside: ({ field, logSigma }) => `${field}, ± ${percent(logSigma)} %`,
    because: ({ least }) => `the spread is below the ${percent(least)} % by which runs of the same work differ`,
    give: () => 'the spread that such runs have had',
  },
  'one-published-run': {
    beside: ({ published }) => `${published}`,
    because: () => 'one publication is no interval',
    give: () => `a second publication of this model on this chip and dtype, a range, or ${OWN_RECORDS}`,
  },
  'derived-from-cost': {
    beside: ({ published }) => `${published}`,
    because: () => 'the speed is derived from the cost that its source claims, and can prove no cost',
    give: () => MEASURED,
  },
  'whole-run-average': {
    beside: ({ published }) => `${published}`,
    because: () => 'an average over a whole run has all its stops in it',
    give: () => MEASURED,
  },
  proxy: {
    beside: ({ published }) => `${published}`,
    because: () => 'a stand-in was trained, not the model',
    give: () => MEASURED,
  },
  'few-rounds': {
    beside: ({ rounds }) => `${rounds} round${rounds === 1 ? '' : 's'}`,
    because: () => 'fewer than 5 rounds give a range and no interval',
    give: ({ command }) => (command === undefined ? OWN_RECORDS : `5 rounds or more (${command})`),
  },
  'copied-rounds': {
    beside: ({ rounds, distinct }) => `${distinct} of ${rounds} rounds`,
    because: () => 'fewer than 5 of its rounds differ from each other: the rest are copies',
    give: () => OWN_RECORDS,
  },
  'no-spread': {
    beside: null,
    because: () => 'its rounds are equal to the last digit, which is no interval',
    give: () => OWN_RECORDS,
  },
  bounds: {
    beside: null,
    because: () => 'its ends are bounds of a model and were not sampled',
    give: () => 'records of the whole step on this chip (5 rounds or more), or a range',
  },
  'same-publications': {
    beside: ({ other }) => `as that of ${other}`,
    because: ({ published }) =>
      `both speeds are of the same publications (${published}), which say nothing of a difference`,
    give: () => 'records of each, or a range for each',
  },
  'same-projection': {
    beside: ({ other }) => `as that of ${other}`,
    because: ({ chip }) =>
      `both speeds are projections of ${chip}, and what they differ by (dtype or devices) is a rule without an interval`,
    give: () => 'a range, a publication or records of either',
  },
  'few-samples': {
    beside: null,
    because: ({ samples, least }) =>
      `${samples} samples leave the ends of an interval to the seed; at least ${least} are needed`,
    give: ({ least }) => `samples: ${least} or more`,
  },
};

/** `No interval: the speed of a (mfu: 0.2) and of b (mfu: 0.3): a plain number …. Give …` */
export function lackSentences(lacks: readonly Lack[]): string[] {
  return SPEED_LACKS.flatMap(code => {
    const [first, ...rest] = lacks.filter(lack => lack.code === code);
    if (first === undefined) return [];
    const { beside, because, give } = WORDS[code];
    const speeds = [first, ...rest].flatMap(({ values }) =>
      values.candidate === undefined ? [] : [`of ${values.candidate}${beside === null ? '' : ` (${beside(values)})`}`],
    );
    const subject = speeds.length === 0 ? '' : `the speed ${listed([...new Set(speeds)])}; `;
    return [`No interval: ${subject}${because(first.values)}. Give ${give(first.values)}.`];
  });
}

const percent = (share: string | number | undefined): string => threeDigits(100 * Number(share));

/** So many are named; the JSON has all. */
const NAMED = 4;

function listed(words: readonly string[]): string {
  const named = words.length > NAMED ? [...words.slice(0, NAMED - 1), `${words.length - NAMED + 1} more`] : words;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
