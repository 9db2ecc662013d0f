/** How a row compares with the reference, so that its ratio and its saving can be followed from figures on the page. */
import { moneyUnit, pointText, relativeShown, threeDigits, tokenRateUnit } from '../../format.ts';
import { costSavedFrom } from '../../money/cost.ts';
import { isReferenceOf } from '../../race/comparison.ts';
import type { ReferenceRow } from '../../report/reference-schema.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import { softwareText } from '../../rows/software.ts';
import type { Language } from '../../words/language.ts';
import { rentText } from '../../words/names/rent-text.ts';
import { CATALOG_TABLE_WORDS } from '../../words/pages/catalog-tables.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { COMPARED_WORDS } from '../../words/pages/row-compared.ts';
import { DETAIL_WORDS } from '../../words/pages/row-details.ts';

export type Compared = Pick<Report, 'reference' | 'referenceRows'>;

/** Whose speed the row's is divided by, what that rests on, and the division; null where the row is not compared. */
export function relativeText(
  row: ReportRow,
  { reference, referenceRows }: Compared,
  language: Language,
): string | null {
  const { relative, tokensPerSecond: rate } = row;
  const other = referenceRows.find(candidate => isReferenceOf(candidate, row));
  if (!relative.available || !rate.available || other?.tokensPerSecond.available !== true) return null;
  const speed = ({ point }: { readonly point: number }): string =>
    pointText(point, tokenRateUnit(point, language), language);
  const words = DETAIL_WORDS[language];
  const ground = `${CHART_WORDS[language].bases[other.basis]}${words.bracket(groundOf(other, language))}`;
  const division = `${speed(rate)} ÷ ${speed(other.tokensPerSecond)} = ${relativeShown(relative, language).main}`;
  return [reference.name, ground, division].join(words.semicolon);
}

function groundOf({ ran, sibling, boards }: ReferenceRow, language: Language): string {
  const words = COMPARED_WORDS[language];
  if (ran === null) return words.fromSheet;
  if (sibling === null) return words.measuredOn(softwareText(ran), boards.length);
  const { point, low, high } = sibling.ratio;
  return words.fromSibling(sibling.name, softwareText(ran), threeDigits(point), [threeDigits(low), threeDigits(high)]);
}

/** Both costs, and the rents that they are at; null where there is no saving. */
export function savingText({ costPerTrillionTokens: cost, saving }: ReportRow, language: Language): string | null {
  if (!cost.available || !saving.available) return null;
  const words = COMPARED_WORDS[language];
  const money = (amount: number): string =>
    pointText(amount, moneyUnit(amount, cost.price.currency, language), language);
  return words.saved(
    money(cost.point),
    money(costSavedFrom(cost, saving)),
    CATALOG_TABLE_WORDS[language].kinds[cost.price.kind],
    [cost.price, saving.referencePrice].map(price => words.rent(rentText(price, language), price.date)),
  );
}
