/** Why a speed has no interval, in English, and what to give. */
import type { Values } from '../fact.ts';
import { percentText, threeDigits } from '../format.ts';
import type { SpeedLack } from '../money/lacks.ts';
import { fieldText, type Names, nameOf } from './input-text.ts';

export type LackWords = {
  /** Of one speed, after its candidate; null where there is nothing to add. */
  readonly detail: ((values: Values, names: Names) => string) | null;
  readonly because: (values: Values) => string;
  readonly give: (values: Values) => string;
};

const OWN_RECORDS = 'records of your own (speed: {from: results}, 5 rounds or more)';
const MEASURED = `a measured or converted publication, a range, or ${OWN_RECORDS}`;

export const LACKS: Readonly<Record<SpeedLack, LackWords>> = {
  'plain-number': {
    detail: ({ field, value }) =>
      field === 'mfu' ? `MFU ${percent(value)}` : `${threeDigits(Number(value))} tokens/s`,
    because: () => 'a plain number says nothing about its error',
    give: () => 'a range, as low..high, or a distribution',
  },
  'narrow-spread': {
    detail: ({ field, logSigma }, names) => `${fieldText(String(field), names)}, ± ${percent(logSigma)}`,
    because: ({ least }) => `the spread is below the ${percent(least)} by which runs of the same work differ`,
    give: () => 'the spread that such runs have had',
  },
  'one-published-run': {
    detail: ({ published }) => `${published}`,
    because: () => 'one publication is no interval',
    give: () => `a second publication of this model on this chip and dtype, a range, or ${OWN_RECORDS}`,
  },
  'derived-from-cost': {
    detail: ({ published }) => `${published}`,
    because: () => 'the speed is derived from the cost that its source claims, and can prove no cost',
    give: () => MEASURED,
  },
  'whole-run-average': {
    detail: ({ published }) => `${published}`,
    because: () => 'an average over a whole run includes its interruptions',
    give: () => MEASURED,
  },
  proxy: {
    detail: ({ published }) => `${published}`,
    because: () => 'a stand-in was trained, not the model',
    give: () => MEASURED,
  },
  'few-rounds': {
    detail: ({ rounds }) => `${rounds} round${rounds === 1 ? '' : 's'}`,
    because: () => 'fewer than 5 rounds give a range and no interval',
    give: ({ command }) => (command === undefined ? OWN_RECORDS : `5 rounds or more (${command})`),
  },
  'copied-rounds': {
    detail: ({ rounds, distinct }) => `${distinct} of ${rounds} rounds`,
    because: () => 'fewer than 5 of its rounds differ from each other; the others are copies',
    give: () => OWN_RECORDS,
  },
  'no-spread': {
    detail: null,
    because: () => 'its rounds are equal to the last digit, which is no interval',
    give: () => OWN_RECORDS,
  },
  bounds: {
    detail: null,
    because: () => 'its ends are bounds of a model and were not sampled',
    give: () => 'records of the whole step on this chip (5 rounds or more), or a range',
  },
  'same-publications': {
    detail: ({ other }, names) => `as that of ${nameOf(other, names)}`,
    because: ({ published }) =>
      `both speeds are of the same publications (${published}), which say nothing about a difference`,
    give: () => 'records of each, or a range for each',
  },
  'same-projection': {
    detail: ({ other }, names) => `as that of ${nameOf(other, names)}`,
    because: ({ chip }) =>
      `both speeds are projections of ${chip}, and their difference (dtype or devices) is a rule without an interval`,
    give: () => 'a range, a publication or records of either',
  },
  'few-samples': {
    detail: null,
    because: ({ samples, least }) =>
      `with ${samples} samples the ends of an interval depend on the seed; at least ${least} are needed`,
    give: ({ least }) => `samples: ${least} or more`,
  },
};

const percent = (share: unknown): string => percentText(Number(share));
