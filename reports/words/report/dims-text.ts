/** Dims of a workload in words. */
import type { Values } from '../../fact.ts';
import { valueText } from '../sentence.ts';

/** `hidden 512, shared experts 1`. */
export const dimsText = (dims: Values): string =>
  Object.entries(dims)
    .map(([name, value]) => `${inWords(name)} ${valueText(value)}`)
    .join(', ');

/** `sharedExperts` → `shared experts`. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
