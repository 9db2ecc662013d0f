/** Data sheets of all chips, by maker, with what their prices come to. */
import { groupedBy } from '../../../results/grouped.ts';
import type { Chip } from '../../catalog/catalog.ts';
import { type Market, marketsOf } from '../../catalog/market.ts';
import { isRent, type Price } from '../../catalog/price.ts';
import { marketSpanText } from '../../catalog/span-text.ts';
import type { AgedPrice } from '../../catalog/staleness.ts';
import type { Language } from '../../words/language.ts';
import { CATALOG_WORDS } from '../../words/pages/catalog.ts';
import { CATALOG_TABLE_WORDS } from '../../words/pages/catalog-tables.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo } from '../frame/page.ts';
import { type Cell, figureCell, originCell, textCell } from './cells.ts';
import { CATALOG_PATHS, type CatalogView, chipAnchor, pricesAnchor } from './shown.ts';
import { catalogTable, type Row } from './table.ts';

export function chipTable(view: CatalogView): Html {
  const { columns } = CATALOG_TABLE_WORDS[view.language];
  const { pages } = CATALOG_WORDS[view.language];
  const byVendor = groupedBy(view.catalog.chips, ({ vendor }) => vendor);
  return catalogTable(
    {
      id: 'chips',
      caption: pages.chips,
      columns: [
        { title: columns.chip, number: false },
        ...[columns.bfloat16, columns.float8, columns.float32, columns.memory, columns.bandwidth, columns.link].map(
          title => ({ title, number: true }),
        ),
        { title: columns.power, number: true },
        { title: columns.price, number: false },
        { title: columns.source, number: false },
      ],
      groups: [...byVendor].map(([vendor, chips]) => ({
        id: null,
        title: CATALOG_WORDS[view.language].vendor(vendor),
        rows: chips.map(chip => chipRow(chip, view)),
      })),
      handy: true,
    },
    view.language,
  );
}

function chipRow(chip: Chip, view: CatalogView): Row {
  const { language } = view;
  const prices = view.prices.filter(price => price.chip === chip.id);
  const { peakFlops, memoryBytes, memoryBytesPerSecond, interconnectBidirectionalBytesPerSecond, tdpWatts } = chip;
  return {
    id: chipAnchor(chip.id),
    head: textCell(chip.name),
    cells: [
      figureCell(peakFlops.bfloat16, 1e12, language),
      figureCell(peakFlops.float8, 1e12, language),
      figureCell(peakFlops.float32, 1e12, language),
      figureCell(memoryBytes, 1e9, language),
      figureCell(memoryBytesPerSecond, 1e12, language),
      figureCell(interconnectBidirectionalBytesPerSecond, 1e9, language),
      figureCell(tdpWatts, 1, language),
      priceCell(chip, prices, view),
      originCell(chip, language, [html`<code>${chip.id}</code>`, ...launchOf(chip, language)]),
    ],
    stale: marketsOf(prices)[0]?.rows[0].age?.stale === true,
    priced: prices.length > 0,
  };
}

function launchOf({ launch }: Chip, language: Language): readonly Html[] {
  return launch === null
    ? []
    : [html`${CHART_WORDS[language].named(CATALOG_TABLE_WORDS[language].columns.launch, launch)}`];
}

/** What the newest kind of price comes to; the link leads to all of them. */
function priceCell({ id }: Chip, prices: readonly AgedPrice[], { place, language }: CatalogView): Cell {
  const words = CATALOG_WORDS[language];
  const [market] = marketsOf(prices);
  if (market === undefined) return textCell(html`<span class="missing">${words.noPrice}</span>`);
  const [{ age }] = market.rows;
  const stale = age?.stale === true ? html` <small class="caution">${words.stale(age.days)}</small>` : null;
  const body = html`<span class="amount">${marketText(market, words.perHour)}</span> <small>${CATALOG_TABLE_WORDS[language].kinds[market.kind]}</small>${stale} <a href="${linkTo(place, CATALOG_PATHS.prices)}#${pricesAnchor(id)}">${words.prices(prices.length)}</a>`;
  return {
    body,
    sort: `${market.kind} ${market.currency} ${String(Math.round(market.low)).padStart(12, '0')}`,
    number: false,
  };
}

const marketText = ({ low, high, currency, kind }: Market<Price>, perHour: (currency: string) => string): string =>
  `${marketSpanText(low, high)} ${isRent({ kind }) ? perHour(currency) : currency}`;
