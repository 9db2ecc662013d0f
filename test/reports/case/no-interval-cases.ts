/** Cases whose speeds have, or lack, an interval. */
import { compared, rowOf } from './compared.ts';

export const D = 'ling-device-d';
export const A = 'ling-device-a';
export const WIDE = { tokensPerSecond: { lognormal: { median: 1203, sigma: 0.05 } } };

/** Device A at a tenth of the cost of D: with intervals it is cheaper. */
export const ling = (d: object, a: object, all: object = {}) => ({
  model: 'ling-plus',
  tokens: 1e12,
  currency: 'CNY',
  reference: D,
  candidates: [
    { chip: D, price: { perHour: 27.5 }, speed: d },
    { chip: A, price: { perHour: 0.7 }, speed: a },
  ],
  ...all,
});
export const codesOf = (given: unknown, id = A) => rowOf(compared(given), id).lacks.map(({ code }) => code);

export const H100 = 'nvidia-h100';
export const B200 = 'nvidia-b200';
export const h100 = (publication: string) => ({ published: `deepseek-v3-on-h100-fp8-${publication}` });
export const b200 = (publication: string) => ({ published: `deepseek-v3-on-b200-fp8-${publication}` });
export const v3 = (...candidates: readonly object[]) => ({
  model: 'deepseek-v3',
  tokens: 14.8e12,
  currency: 'USD',
  dtype: 'float8',
  reference: H100,
  candidates,
});
export const rented = (chip: string, perHour: number, speed: object, id = chip) => ({
  id,
  chip,
  price: { perHour },
  speed,
});
