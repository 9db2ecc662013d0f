/** What the cost of a row leaves out, in English. */
import type { NotIncluded } from '../money/codes.ts';
import { textOf } from './fact-list.ts';
import type { Sentence } from './sentence.ts';

const NOT_INCLUDED: Readonly<Record<NotIncluded, Sentence>> = {
  goodput: 'goodput (no hour of a run is lost)',
  tax: 'tax',
  'one-off-cost': 'oneOffCost (such as porting)',
  'discount-rate': 'discountRate (straight-line depreciation)',
  'idle-watts': 'idleWatts (power of idle hours)',
  billed: 'billed (only hours used are paid)',
  energy: 'energy ({because})',
  'host-power': "power of the device's host (watts are measured at: {scope})",
  'rest-of-machine-power': 'power of the rest of the machine (watts are measured at: {scope})',
};

export const notIncludedText = textOf(NOT_INCLUDED);
