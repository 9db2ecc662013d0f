/** What cannot be true by the data sheet of a chip. */

import type { Values } from '../../fact.ts';
import { decimalUnit, pointText } from '../../format.ts';
import type { ChipCheck } from '../../rows/codes.ts';
import { type Sentence, valueText } from '../sentence.ts';

export const CHIP_CHECKS: Readonly<Record<ChipCheck, Sentence>> = {
  'above-peak': rateSentence('FLOP', ({ chip, dtype }) => `${valueText(chip)} in ${valueText(dtype)}`),
  'above-bandwidth': rateSentence('B', ({ chip }) => `the memory of ${valueText(chip)}`),
  'above-power': 'it drew {watts} W ({scope}) on average; {chip} may draw {limitW} W',
};

/** `296 MFLOP in 10 ms are 29.6 GFLOP/s; NVIDIA H20 in float32 has 20 GFLOP/s` */
function rateSentence(symbol: string, limited: (values: Values) => string): Sentence {
  const quantityText = (value: Values[string] | undefined, unit: string) =>
    typeof value === 'number' ? pointText(value, decimalUnit(value, unit)) : valueText(value);
  return values => {
    const { quantity, ms, perSecond, limitPerSecond } = values;
    const rateText = (value: Values[string] | undefined) => quantityText(value, `${symbol}/s`);
    return `${quantityText(quantity, symbol)} in ${valueText(ms)} ms are ${rateText(perSecond)}; ${limited(values)} has ${rateText(limitPerSecond)}`;
  };
}
