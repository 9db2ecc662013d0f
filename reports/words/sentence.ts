/** From a template and values to a sentence. */
import { roughPercent } from '../../results/significant.ts';
import type { Values } from '../fact.ts';
import { durationText, fourDigits, integerText, percentText, threeDigits } from '../format.ts';

/**
 * A template, or what makes the sentence where a template cannot. `{name}` stands for a value, `{name:percent}` for a value as people
 * read it (FORMATS), `{because}` for the sentences of what it follows from, joined by semicolons; `items`: each of these by itself.
 */
export type Sentence = string | ((values: Values, because: string, items: readonly string[]) => string);

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  /** 0.123 → `12.3 %` */
  percent: percentText,
  /** 0.123 → `12 %` */
  roughPercent,
  /** 1234.5 → `1,230` */
  digits: threeDigits,
  /** 1234.5 → `1,235` */
  integer: integerText,
  /** 2664000 → `2,664`, `2.664`: the unit stands in the sentence. */
  thousands: value => fourDigits(value / 1e3),
  millions: value => fourDigits(value / 1e6),
  billions: value => fourDigits(value / 1e9),
  trillions: value => fourDigits(value / 1e12),
  /** 0.00123 → `0.0012` */
  rough: value => value.toPrecision(2),
  /** Milliseconds: 0.5 → `500 µs` */
  time: durationText,
};

export function filled(sentence: Sentence, values: Values, items: readonly string[] = []): string {
  const because = items.join('; ');
  if (typeof sentence !== 'string') return sentence(values, because, items);
  return sentence.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, format: string | undefined) => {
    if (name === 'because') return because;
    const value = values[name];
    const shown = format === undefined ? undefined : FORMATS[format];
    if (typeof value === 'number' && shown !== undefined) return shown(value);
    return valueText(value);
  });
}

/** A value that is a list; none where it is not there. */
export const listOf = (value: Values[string] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [String(value)];

/** `a, b`; of a value that is not there nothing. */
export const valueText = (value: Values[string] | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value);
