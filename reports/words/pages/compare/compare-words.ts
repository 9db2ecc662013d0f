/** What the words of the calculator are. */
import type { CaseField, OfferField, PriceForm, RateField, SpeedForm } from '../../../calculator/settings.ts';

export type Column =
  | 'cost'
  | 'difference'
  | 'probability'
  | 'price'
  | 'breakEven'
  | 'speed'
  | 'energy'
  | 'carbon'
  | 'devices';

export type CompareWords = {
  readonly title: string;
  readonly summary: string;
  readonly lead: string;
  readonly withoutScript: string;
  readonly answer: string;
  readonly inputs: string;
  readonly toInputs: string;
  readonly results: string;
  readonly charts: string;
  readonly sensitivity: string;
  readonly rests: string;
  readonly conditions: string;
  /** What an empty field means. */
  readonly emptyFields: string;
  /** Of a field: how it may be filled in; of an empty hint nothing. */
  readonly example: (hint: string) => string;
  /** On paper: an input and its value. */
  readonly input: (label: string, value: string) => string;
  readonly semicolon: string;
  readonly yes: string;
  readonly computedOn: (date: string) => string;
  readonly more: string;
  readonly offers: string;
  readonly offer: (row: number) => string;
  readonly rates: string;
  readonly rate: (row: number) => string;
  readonly caseFields: Readonly<Record<CaseField, string>>;
  readonly caseHints: Readonly<Partial<Record<CaseField, string>>>;
  readonly offerFields: Readonly<Record<OfferField, string>>;
  readonly offerHints: Readonly<Partial<Record<OfferField, string>>>;
  readonly rateFields: Readonly<Record<RateField, string>>;
  readonly priceForms: Readonly<Record<PriceForm, string>>;
  readonly rentKinds: Readonly<Record<string, string>>;
  readonly speedForms: Readonly<Record<SpeedForm, string>>;
  readonly billed: Readonly<Record<'used' | 'reserved', string>>;
  readonly notChosen: string;
  readonly addOffer: string;
  readonly removeOffer: (row: number) => string;
  readonly addRate: string;
  readonly removeRate: (row: number) => string;
  readonly reset: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly download: string;
  readonly working: string;
  /** Of a field: what is wrong. `english`: the words of the case reader, which has them in English alone; null: they are in `text`. */
  readonly refusal: (message: string, hint: string) => { readonly text: string; readonly english: string | null };
  readonly lastGood: string;
  /** Before any inputs could be used: those of a link are not what the page shows. */
  readonly presetShown: string;
  readonly failed: string;
  readonly candidate: string;
  readonly columns: Readonly<Record<Column, string>>;
  readonly reference: string;
  readonly interval: string;
  readonly unitPerHour: (currency: string) => string;
  readonly hourPaid: string;
  readonly hourAtWork: string;
  readonly purchase: string;
  readonly deviceHours: string;
  readonly relativeCost: string;
  readonly relativeAxis: (reference: string) => string;
};
