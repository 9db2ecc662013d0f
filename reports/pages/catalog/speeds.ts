/** Published training speeds: what projections are learned from, and what is known and not used. */
import { type Anchor, UNSOUND_DERIVATIONS } from '../../catalog/anchors.ts';
import { CATALOG_WORDS } from '../../words/pages/catalog.ts';
import { CATALOG_TABLE_WORDS } from '../../words/pages/catalog-tables.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo } from '../frame/page.ts';
import { ageCell, ageOn, type Cell, figureCell, originCell, textCell } from './cells.ts';
import { CATALOG_PATHS, type CatalogView, chipAnchor } from './shown.ts';
import { catalogTable, type Row } from './table.ts';

export function speedTable(view: CatalogView): Html {
  const { columns } = CATALOG_TABLE_WORDS[view.language];
  const { pages } = CATALOG_WORDS[view.language];
  const titles = [
    columns.model,
    columns.chip,
    columns.dtype,
    columns.devices,
    columns.speed,
    columns.derivation,
    columns.age,
    columns.source,
  ];
  const numbers: readonly string[] = [columns.devices, columns.speed];
  return catalogTable(
    {
      id: 'speeds',
      caption: pages.speeds,
      columns: titles.map(title => ({ title, number: numbers.includes(title) })),
      groups: [{ id: null, title: null, rows: view.catalog.anchors.anchors.map(anchor => speedRow(anchor, view)) }],
      handy: true,
    },
    view.language,
  );
}

const UNUSED: readonly string[] = [...UNSOUND_DERIVATIONS, 'unstated'];

function speedRow(anchor: Anchor, view: CatalogView): Row {
  const { language, catalog, asOf } = view;
  const { derivations } = CATALOG_TABLE_WORDS[language];
  const { unknown } = CATALOG_WORDS[language];
  const { id, model, dtype, devices, tokensPerSecondPerDevice, derivation, date } = anchor;
  const name = catalog.anchors.models.find(row => row.id === model)?.name ?? model;
  const how = derivations[derivation];
  return {
    id: `speed-${id}`,
    head: textCell(name),
    cells: [
      chipCell(anchor, view),
      dtype === null ? textCell(html`<span class="missing">${unknown}</span>`) : textCell(dtype),
      figureCell(devices, 1, language),
      figureCell(tokensPerSecondPerDevice, 1, language),
      textCell(UNUSED.includes(derivation) ? html`<span class="missing">${how}</span>` : how, how),
      ageCell(date, ageOn(date, asOf), language),
      originCell(anchor, language, [html`<code>${id}</code>`]),
    ],
    stale: false,
    priced: false,
  };
}

function chipCell({ chip }: Anchor, { catalog, place, language }: CatalogView): Cell {
  const row = catalog.chips.find(({ id }) => id === chip);
  if (row === undefined) return textCell(html`<span class="missing">${CATALOG_WORDS[language].notNamed}</span>`);
  return textCell(
    html`<a href="${linkTo(place, CATALOG_PATHS.chips)}#${chipAnchor(row.id)}">${row.name}</a>`,
    row.name,
  );
}
