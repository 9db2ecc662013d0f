/** Rounds of step times, drawn. */
import fc from 'fast-check';

export const milliseconds = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
export const rounds = fc.array(milliseconds, { minLength: 1, maxLength: 20 });

/** Powers of two scale a floating-point number exactly. */
export const exactFactor = fc.integer({ min: -8, max: 8 }).map(power => 2 ** power);

export const shuffled = rounds.chain(values =>
  fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length })),
);
