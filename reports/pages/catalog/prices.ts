/** Every price, under its chip, with its age and where it is from. */
import { newestFirst } from '../../catalog/newest.ts';
import { isRent } from '../../catalog/price.ts';
import { spanText } from '../../catalog/span-text.ts';
import type { AgedPrice } from '../../catalog/staleness.ts';
import type { Language } from '../../words/language.ts';
import { CATALOG_WORDS } from '../../words/pages/catalog.ts';
import { CATALOG_TABLE_WORDS } from '../../words/pages/catalog-tables.ts';
import { foreign } from '../frame/foreign.ts';
import { type Html, html } from '../frame/html.ts';
import { ageCell, type Cell, originCell, textCell } from './cells.ts';
import { type CatalogView, pricesAnchor } from './shown.ts';
import { catalogTable, type Row } from './table.ts';

export function priceTable(view: CatalogView): Html {
  const { columns } = CATALOG_TABLE_WORDS[view.language];
  const { pages } = CATALOG_WORDS[view.language];
  const titles = [columns.kind, columns.price, columns.quoted, columns.offer, columns.age, columns.source];
  return catalogTable(
    {
      id: 'prices',
      caption: pages.prices,
      columns: titles.map(title => ({ title, number: title === columns.price })),
      groups: view.catalog.chips.map(({ id, name }) => ({
        id: pricesAnchor(id),
        title: name,
        rows: newestFirst(view.prices.filter(({ chip }) => chip === id)).map(price => priceRow(price, view.language)),
      })),
      handy: true,
    },
    view.language,
  );
}

function priceRow(price: AgedPrice, language: Language): Row {
  const { kinds } = CATALOG_TABLE_WORDS[language];
  return {
    id: null,
    head: textCell(kinds[price.kind]),
    cells: [
      amountCell(price, language),
      textCell(quotedText(price, language)),
      offerCell(price, language),
      ageCell(price.date, price.age, language),
      originCell(price, language),
    ],
    stale: price.age?.stale === true,
    priced: true,
  };
}

function amountCell({ low, high, currency, kind }: AgedPrice, language: Language): Cell {
  const unit = isRent({ kind }) ? CATALOG_WORDS[language].perHour(currency) : currency;
  return { body: html`${spanText(low, high)} ${unit}`, sort: amountSort(unit, (low + high) / 2), number: true };
}

/** Amounts of one unit are compared; units stand one after the other. */
const amountSort = (unit: string, amount: number): string => `${unit} ${amount.toFixed(4).padStart(16, '0')}`;

/** Empty where it was offered as it is shown. */
function quotedText({ quoted, currency, devicesInOffer }: AgedPrice, language: Language): string {
  if (quoted === undefined) return '';
  const { units } = CATALOG_TABLE_WORDS[language];
  const { ofNode } = CATALOG_WORDS[language];
  const node = quoted.per.startsWith('node') && devicesInOffer !== undefined ? ofNode(devicesInOffer) : '';
  return `${spanText(quoted.low, quoted.high)} ${currency} ${units[quoted.per]}${node}`;
}

function offerCell({ offer, region, taxIncluded }: AgedPrice, language: Language): Cell {
  const { tax } = CATALOG_WORDS[language];
  const named = [offer, region].filter(text => text !== null && text !== undefined).join('; ');
  const taxed = taxIncluded === undefined ? null : tax[taxIncluded ? 'included' : 'excluded'];
  return textCell(
    html`${named === '' ? null : foreign(named, language)}${taxed === null ? null : html` <small>${taxed}</small>`}`,
    named === '' ? null : named,
  );
}
