/** The form of the calculator: its texts, and what is said at its fields. */

import type { Place } from '../../../calculator/place.ts';
import {
  CASE_FIELDS,
  type ExchangeRate,
  OFFER_FIELDS,
  type Offer,
  RATE_FIELDS,
  type Settings,
  type Texts,
  textsOf,
} from '../../../calculator/settings.ts';
import type { Language } from '../../../words/language.ts';
import { COMPARE_WORDS } from '../../../words/pages/compare/compare.ts';
import { faultId, fieldId } from '../../compare/fields.ts';

/** What the form says; fields that it does not show are as they were. */
export function settingsIn(form: HTMLFormElement, before: Settings): Settings {
  const entries = new FormData(form);
  const textOf = (name: string, old: string): string => {
    const input = form.elements.namedItem(name);
    if (input === null) return old;
    const value = entries.get(name);
    return typeof value === 'string' ? value : '';
  };
  const read = <Field extends string>(prefix: string, fields: readonly Field[], old: Texts<Field>): Texts<Field> => {
    const texts: Partial<Record<Field, string>> = {};
    for (const field of fields) texts[field] = textOf(`${prefix}${field}`, old[field]);
    return textsOf(fields, texts);
  };
  return {
    ...read('', CASE_FIELDS, before),
    offers: before.offers.map((offer, row): Offer => read(`offers.${row}.`, OFFER_FIELDS, offer)),
    rates: before.rates.map((rate, row): ExchangeRate => read(`rates.${row}.`, RATE_FIELDS, rate)),
  };
}

export function nameOf(place: Place): string {
  if (place.of === 'case') return place.field;
  return `${place.of === 'offer' ? 'offers' : 'rates'}.${place.row}.${place.field}`;
}

/** How the field is filled in; empty where nothing tells. */
export function hintOf(place: Place, language: Language): string {
  const { caseHints, offerHints } = COMPARE_WORDS[language];
  if (place.of === 'case') return caseHints[place.field] ?? '';
  return place.of === 'offer' ? (offerHints[place.field] ?? '') : '';
}

export type Fault = { readonly text: string; readonly english: string | null };

export const NO_FAULT: Fault = { text: '', english: null };

/** `place` null: nothing is wrong. */
export function showFault(form: HTMLFormElement, place: Place | null, { text, english }: Fault): void {
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const fault of form.querySelectorAll('.fault')) fault.textContent = '';
  if (place === null) return;
  const name = nameOf(place);
  const input = document.getElementById(fieldId(name));
  input?.setAttribute('aria-invalid', 'true');
  input?.closest('details')?.setAttribute('open', '');
  const fault = document.getElementById(faultId(name));
  if (fault === null) return;
  fault.textContent = text;
  if (english !== null)
    fault.append(Object.assign(document.createElement('span'), { lang: 'en', textContent: english }));
}
