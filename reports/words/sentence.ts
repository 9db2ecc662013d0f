/** From a template and values to a sentence. */
import { roughPercent } from '../../results/significant.ts';
import type { Values } from '../fact.ts';
import { durationText, fourDigits, integerText, percentText, threeDigits } from '../format.ts';
import type { InEvery, Language } from './language.ts';

/**
 * A template, or what makes the sentence where a template cannot. `{name}` stands for a value, `{name:percent}` for a value as people
 * read it (FORMATS), `{because}` for the sentences of what it follows from, joined by semicolons of the language; `items`: each of these by itself.
 */
export type Sentence = string | ((values: Values, because: string, items: readonly string[]) => string);

const FORMATS: Readonly<Record<string, (value: number, language: Language) => string>> = {
  /** 0.123 → `12.3 %` */
  percent: percentText,
  /** 0.123 → `12 %` */
  roughPercent: (value, language) => roughPercentText(value, language),
  /** 1234.5 → `1,230` */
  digits: threeDigits,
  /** 1234.5 → `1,235` */
  integer: integerText,
  /** 2664000 → `2,664`, `2.664`: the unit stands in the sentence. */
  thousands: value => fourDigits(value / 1e3),
  millions: value => fourDigits(value / 1e6),
  billions: value => fourDigits(value / 1e9),
  trillions: value => fourDigits(value / 1e12),
  /** 2664000 → `266.4`, for 万; 266400000 → `2.664`, for 亿. */
  tenThousands: value => fourDigits(value / 1e4),
  hundredMillions: value => fourDigits(value / 1e8),
  /** 0.00123 → `0.0012` */
  rough: value => value.toPrecision(2),
  /** Milliseconds: 0.5 → `500 µs` */
  time: durationText,
};

/** 0.123 → `12 %`, `12%`. */
export const roughPercentText = (share: number, language: Language = 'en'): string =>
  language === 'en' ? roughPercent(share) : roughPercent(share).replace(' %', '%');

/** What stands between sentences that follow one another, and between the entries of a list. */
export const SEMICOLON: InEvery<string> = { en: '; ', zh: '；' };
export const COMMA: InEvery<string> = { en: ', ', zh: '、' };

/** What stands between two sentences, or a sentence and a link. */
export const BLANK: InEvery<string> = { en: ' ', zh: '' };

export function filled(
  sentence: Sentence,
  values: Values,
  items: readonly string[] = [],
  language: Language = 'en',
): string {
  const because = items.join(SEMICOLON[language]);
  if (typeof sentence !== 'string') return sentence(values, because, items);
  return sentence.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, format: string | undefined) => {
    if (name === 'because') return because;
    const value = values[name];
    const shown = format === undefined ? undefined : FORMATS[format];
    if (typeof value === 'number' && shown !== undefined) return shown(value, language);
    return valueText(value, language);
  });
}

/** A value that is a list; none where it is not there. */
export const listOf = (value: Values[string] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [String(value)];

/** `a, b`, `a、b`; of a value that is not there nothing. */
export const valueText = (value: Values[string] | undefined, language: Language = 'en'): string =>
  value === undefined ? '' : typeof value === 'object' ? value.join(COMMA[language]) : String(value);

/**
 * Chinese with one blank between Han and Latin letters or digits, none between Han or full-width punctuation: for a sentence that is put together of pieces,
 * of which none knows its neighbours.
 */
export const spaced = (text: string): string =>
  text
    .replace(/([\u4e00-\u9fff，。；：、（）“”]) +(?=[\u4e00-\u9fff，。；：、（）“”])/g, '$1')
    .replace(/([A-Za-z0-9%])(?=[\u4e00-\u9fff])/g, '$1 ')
    .replace(/([\u4e00-\u9fff])(?=[A-Za-z0-9])/g, '$1 ');

/** A name and what it is: `H800 (projected)`, `H800（推算）`. */
export const withNote = (name: string, note: string, language: Language): string =>
  language === 'zh' ? `${name}（${note}）` : `${name} (${note})`;

/** A clause as a sentence: in English its first letter large, in both one full stop. */
export const sentenceOf = (clause: string, language: Language = 'en'): string =>
  language === 'en'
    ? `${clause.charAt(0).toUpperCase()}${clause.slice(1).replace(/\.$/, '')}.`
    : `${clause.replace(/。$/, '')}。`;
