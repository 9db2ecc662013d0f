/** The inputs of the calculator on paper, where its form is not: what is set of the case, and of each offer and rate. */
import {
  CASE_FIELDS,
  type CaseField,
  type ExchangeRate,
  type Offer,
  type OfferField,
  PRICE_FORMS,
  RATE_FIELDS,
  SPEED_FORMS,
} from '../../calculator/settings.ts';
import type { Language } from '../../words/language.ts';
import { COMPARE_WORDS } from '../../words/pages/compare/compare.ts';
import type { CompareWords } from '../../words/pages/compare/compare-words.ts';
import { foreign } from '../frame/foreign.ts';
import { type Html, html } from '../frame/html.ts';
import { type FormAsk, referenceChoices } from './form.ts';

/** `at`: when and where the results were computed, as a browser knows it; null in a page that is built. */
export function printedInputs(
  { settings, choices, language }: FormAsk,
  at: { readonly date: string; readonly address: { readonly href: string; readonly shown: string } } | null,
): Html {
  const words = COMPARE_WORDS[language];
  const names = new Map([...choices.chips, ...choices.models]);
  const references = new Map(referenceChoices(settings.offers, choices));
  const caseText = (field: CaseField): string => {
    const value = settings[field];
    if (field === 'reference') return references.get(value) ?? value;
    if (field === 'billed') return value === 'reserved' ? words.billed.reserved : words.billed.used;
    return field === 'mixedPrices' ? words.yes : (names.get(value) ?? value);
  };
  const inputs = CASE_FIELDS.filter(field => settings[field] !== '').map(field =>
    words.input(words.caseFields[field], caseText(field)),
  );
  return html`<p>${inputs.join(words.semicolon)}</p>
<ol>${settings.offers.map(offer => html`<li>${offerText(offer, names, words)}</li>`)}</ol>
${settings.rates.map(rate => html`<p>${rateText(rate, words, language)}</p>`)}
${at === null ? null : html`<p>${words.computedOn(at.date)} <a href="${at.address.href}">${at.address.shown}</a></p>`}`;
}

/** The fields of an offer that count, by the forms of its price and its speed. */
const PRICE_FIELDS: Readonly<Record<(typeof PRICE_FORMS)[number], readonly OfferField[]>> = {
  catalog: ['rentKind'],
  rent: ['rent'],
  owned: ['purchase', 'residual', 'lifeYears', 'upkeepPerYear'],
};
const SPEED_FIELDS: Readonly<Record<(typeof SPEED_FORMS)[number], readonly OfferField[]>> = {
  project: [],
  published: ['published'],
  mfu: ['mfu'],
  tokensPerSecond: ['tokensPerSecond'],
};

function offerText(offer: Offer, names: ReadonlyMap<string, string>, words: CompareWords): string {
  const price = PRICE_FORMS.find(form => form === offer.priceKind);
  const speed = SPEED_FORMS.find(form => form === offer.speedKind);
  const pair = (field: OfferField): readonly string[] =>
    offer[field] === '' ? [] : [words.input(words.offerFields[field], words.rentKinds[offer[field]] ?? offer[field])];
  const parts = [
    ...(price === undefined
      ? []
      : [words.input(words.offerFields.priceKind, words.priceForms[price]), ...PRICE_FIELDS[price].flatMap(pair)]),
    ...(speed === undefined
      ? []
      : [words.input(words.offerFields.speedKind, words.speedForms[speed]), ...SPEED_FIELDS[speed].flatMap(pair)]),
    ...(['watts', 'share'] as const).flatMap(pair),
  ];
  return words.input(names.get(offer.chip) ?? offer.chip, parts.join(words.semicolon));
}

/** A source is in the words of whoever published it. */
const rateText = (rate: ExchangeRate, words: CompareWords, language: Language): Html =>
  html`${RATE_FIELDS.filter(field => rate[field] !== '').map((field, index) => {
    const value = field === 'source' ? foreign(rate.source, language) : rate[field];
    return html`${index === 0 ? '' : words.semicolon}${words.input(words.rateFields[field], '')}${value}`;
  })}`;
