/** Chips with a rent that known costs leave out. */
import type { LeftOutCode } from '../../known-costs/codes.ts';
import type { Sentence } from '../sentence.ts';

export const LEFT_OUT: Readonly<Record<LeftOutCode, Sentence>> = {
  'left-out-without-rate': 'Their rents are in a currency without a rate to {currency} of the last 180 days: {chips}.',
  'left-out-without-speed': 'No speed in {dtype} is published, and none can be projected: {chips}.',
  'left-out-by-link':
    'Their link between devices is not known, or slower than {leastGigabytes:digits} GB/s, the slowest of any chip with a published speed: {chips}.',
  'left-out-by-memory':
    'Their memory is not known, or smaller than {leastGigabytes:digits} GB, the smallest of any chip with a published speed: {chips}.',
};
