/** The inputs of the calculator, as the build and the browser make them: a row of fields for the case, for each offer and for each rate. */

import {
  type CaseField,
  type ExchangeRate,
  MOST_OFFERS,
  MOST_RATES,
  type Offer,
  type OfferField,
  PRICE_FORMS,
  RATE_FIELDS,
  type Settings,
  SPEED_FORMS,
} from '../../calculator/settings.ts';
import { offerIds } from '../../calculator/written-case.ts';
import type { Language } from '../../words/language.ts';
import { COMPARE_WORDS } from '../../words/pages/compare/compare.ts';
import type { CompareWords } from '../../words/pages/compare/compare-words.ts';
import { type Html, html } from '../frame/html.ts';
import type { Choices } from './choices.ts';
import { checkField, selectField, textField } from './fields.ts';

const MAIN_FIELDS = ['tokens', 'deadlineDays', 'utilisation'] as const satisfies readonly CaseField[];
const MORE_FIELDS = [
  'pricePerKWh',
  'pue',
  'hostFactor',
  'goodput',
  'carbon',
  'discountRate',
  'asOf',
] as const satisfies readonly CaseField[];

export type FormAsk = { readonly settings: Settings; readonly choices: Choices; readonly language: Language };

/** What stands inside the form. */
export function formHtml({ settings, choices, language }: FormAsk): Html {
  const words = COMPARE_WORDS[language];
  const { offers, rates } = settings;
  return html`<fieldset><legend>${words.conditions}</legend><p class="quiet">${words.emptyFields}</p><div class="fields">
${caseSelect('model', settings, choices.models, words)}
${caseText(MAIN_FIELDS, settings, words)}
${caseSelect('currency', settings, choices.currencies.map(same), words)}
${caseSelect('dtype', settings, choices.dtypes.map(same), words)}
${caseSelect('reference', settings, referenceChoices(offers, choices), words)}
${caseSelect(
  'billed',
  settings,
  [
    ['', words.notChosen],
    ['used', words.billed.used],
    ['reserved', words.billed.reserved],
  ],
  words,
)}
${checkField({ name: 'mixedPrices', label: words.caseFields.mixedPrices, value: settings.mixedPrices })}
</div>
<details${MORE_FIELDS.some(field => settings[field] !== '') ? html` open` : null}><summary>${words.more}</summary><div class="fields">${caseText(MORE_FIELDS, settings, words)}</div></details>
</fieldset>
<div class="offers">${offers.map((offer, row) => offerHtml(offer, row, offers.length, { settings, choices, language }))}</div>
<p class="buttons">${offers.length < MOST_OFFERS ? button('add-offer', '', words.addOffer) : null}${rates.length < MOST_RATES ? button('add-rate', '', words.addRate) : null}</p>
${rates.map((rate, row) => rateHtml(rate, row, words))}`;
}

const same = (text: string): readonly [string, string] => [text, text];

/** Each offer as the reference, by its id in the case. */
export const referenceChoices = (
  offers: readonly Offer[],
  { chips }: Choices,
): readonly (readonly [string, string])[] => {
  const names = new Map(chips);
  return offerIds(offers).map((id, row) => {
    const chip = offers[row]?.chip ?? id;
    return [id, `${names.get(chip) ?? chip}${id.slice(chip.length).replace('-', ' ')}`];
  });
};

function caseSelect(
  field: CaseField,
  settings: Settings,
  options: readonly (readonly [string, string])[],
  words: CompareWords,
): Html {
  return selectField({ name: field, label: words.caseFields[field], value: settings[field], options });
}

const caseText = (fields: readonly CaseField[], settings: Settings, words: CompareWords): readonly Html[] =>
  fields.map(field =>
    textField({
      name: field,
      label: words.caseFields[field],
      value: settings[field],
      hint: words.example(words.caseHints[field] ?? ''),
    }),
  );

function offerHtml(offer: Offer, row: number, count: number, { settings, choices, language }: FormAsk): Html {
  const words = COMPARE_WORDS[language];
  const name = (field: OfferField) => `offers.${row}.${field}`;
  const text = (field: OfferField) =>
    textField({
      name: name(field),
      label: words.offerFields[field],
      value: offer[field],
      hint: words.example(words.offerHints[field] ?? ''),
    });
  const select = (field: OfferField, options: readonly (readonly [string, string])[]) =>
    selectField({ name: name(field), label: words.offerFields[field], value: offer[field], options });
  const price =
    offer.priceKind === 'catalog'
      ? select(
          'rentKind',
          choices.rentKinds(offer.chip).map(kind => [kind, words.rentKinds[kind] ?? kind]),
        )
      : offer.priceKind === 'owned'
        ? [text('purchase'), text('residual'), text('lifeYears'), text('upkeepPerYear')]
        : text('rent');
  const speed =
    offer.speedKind === 'mfu'
      ? text('mfu')
      : offer.speedKind === 'tokensPerSecond'
        ? text('tokensPerSecond')
        : offer.speedKind === 'published'
          ? select('published', choices.published(settings.model, offer.chip, settings.dtype).map(same))
          : null;
  return html`<fieldset class="card"><legend>${words.offer(row + 1)}</legend><div class="fields">
${select('chip', choices.chips)}
${select(
  'priceKind',
  PRICE_FORMS.map(form => [form, words.priceForms[form]]),
)}
${price}
${select(
  'speedKind',
  SPEED_FORMS.map(form => [form, words.speedForms[form]]),
)}
${speed}
${text('watts')}
${text('share')}
</div>${count > 1 ? button('remove-offer', String(row), words.removeOffer(row + 1)) : null}</fieldset>`;
}

function rateHtml(rate: ExchangeRate, row: number, words: CompareWords): Html {
  return html`<fieldset class="rate"><legend>${words.rate(row + 1)}</legend><div class="fields">
${RATE_FIELDS.map(field =>
  textField({ name: `rates.${row}.${field}`, label: words.rateFields[field], value: rate[field], hint: '' }),
)}
</div>${button('remove-rate', String(row), words.removeRate(row + 1))}</fieldset>`;
}

const button = (action: string, row: string, label: string): Html =>
  html`<button type="button" data-action="${action}" data-row="${row}">${label}</button>`;
