/** Exchange rates, the price of a kilowatt-hour, and the PUE. */
import { spanText } from '../../catalog/span-text.ts';
import { CATALOG_WORDS } from '../../words/pages/catalog.ts';
import { CATALOG_TABLE_WORDS } from '../../words/pages/catalog-tables.ts';
import { foreign } from '../frame/foreign.ts';
import { type Html, html } from '../frame/html.ts';
import { section } from '../frame/section.ts';
import { ageCell, ageOn, type Cell, originCell, textCell } from './cells.ts';
import type { CatalogView } from './shown.ts';
import { catalogTable, type Row } from './table.ts';

type Rated = Parameters<typeof originCell>[0];

export function rateSections(view: CatalogView): Html {
  const { columns } = CATALOG_TABLE_WORDS[view.language];
  const { exchange, electricity } = CATALOG_WORDS[view.language];
  const { rates } = view.catalog;
  const { prices, pue } = view.power;
  const table = (id: string, caption: string, heads: readonly string[], rows: readonly Row[]): Html =>
    section(
      id,
      caption,
      catalogTable(
        {
          id: `${id}-table`,
          caption,
          columns: heads.map(title => ({ title, number: title === columns.value })),
          groups: [{ id: null, title: null, rows }],
          handy: false,
        },
        view.language,
      ),
    );
  const newest = rates.toSorted((a, b) => compared(a.from + a.to, b.from + b.to) || compared(b.date, a.date));
  const rateRows = newest.map(rate =>
    row(`${rate.to}/${rate.from}`, amount(rate.rate, rate.rate), rate.what, rate, view),
  );
  const powerRows = [
    ...prices.map(price => row(`${price.currency}/kWh`, amount(price.low, price.high), price.place, price, view)),
    row('PUE', amount(pue.value, pue.value), pue.of, pue, view),
  ];
  const tail = [columns.age, columns.source];
  return html`${table('exchange', exchange, [columns.rate, columns.value, columns.of, ...tail], rateRows)}
${table('electricity', electricity, [columns.rate, columns.value, columns.place, ...tail], powerRows)}`;
}

const compared = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const amount = (low: number, high: number): Cell => ({
  body: html`${spanText(low, high)}`,
  sort: (low + high) / 2,
  number: true,
});

function row(name: string, value: Cell, of: string, from: Rated, { asOf, language }: CatalogView): Row {
  return {
    id: null,
    head: textCell(name),
    cells: [
      value,
      textCell(foreign(of, language), of),
      ageCell(from.date, ageOn(from.date, asOf), language),
      originCell(from, language),
    ],
    stale: false,
    priced: false,
  };
}
