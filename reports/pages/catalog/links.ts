/** What joins devices, and by how much boards of one chip differ. */
import type { ChipLink } from '../../catalog/links.ts';
import type { Variability } from '../../catalog/variability.ts';
import { percentText } from '../../format.ts';
import { CATALOG_WORDS } from '../../words/pages/catalog.ts';
import { CATALOG_TABLE_WORDS } from '../../words/pages/catalog-tables.ts';
import { foreign } from '../frame/foreign.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import { ageCell, ageOn, figureCell, originCell, textCell } from './cells.ts';
import { CATALOG_PATHS, type CatalogView, chipAnchor } from './shown.ts';
import { catalogTable, type Row } from './table.ts';

export function linkSections(view: CatalogView): Html {
  const { columns } = CATALOG_TABLE_WORDS[view.language];
  const { pages, boards } = CATALOG_WORDS[view.language];
  const linkColumns = [
    { title: columns.chip, number: false },
    { title: columns.scaleUp, number: true },
    { title: columns.shape, number: false },
    { title: columns.scaleUpDevices, number: true },
    { title: columns.scaleOut, number: true },
    { title: columns.age, number: false },
    { title: columns.source, number: false },
  ];
  const boardColumns = [columns.chip, columns.of, columns.where, columns.boards, columns.share, columns.source].map(
    title => ({ title, number: title === columns.boards || title === columns.share }),
  );
  const shared = { handy: false } as const;
  const rowsOf = (rows: readonly Row[]) => [{ id: null, title: null, rows }];
  const links = rowsOf(view.links.chips.map(link => linkRow(link, view)));
  const spreads = rowsOf(view.catalog.variability.map(spread => boardRow(spread, view)));
  return html`${section('links', pages.links, catalogTable({ ...shared, id: 'links-table', caption: pages.links, columns: linkColumns, groups: links }, view.language))}
${section('boards', boards, catalogTable({ ...shared, id: 'boards-table', caption: boards, columns: boardColumns, groups: spreads }, view.language))}`;
}

function linkRow(link: ChipLink, { catalog, place, language, asOf }: CatalogView): Row {
  const { shapes } = CATALOG_WORDS[language];
  const name = catalog.chips.find(({ id }) => id === link.chip)?.name ?? link.chip;
  return {
    id: `link-${link.chip}`,
    head: textCell(html`<a href="${linkTo(place, CATALOG_PATHS.chips)}#${chipAnchor(link.chip)}">${name}</a>`, name),
    cells: [
      figureCell(link.scaleUpBytesPerSecond, 1e9, language),
      textCell(shapes[link.shape]),
      figureCell(link.scaleUpDevices, 1, language),
      figureCell(link.scaleOutBytesPerSecond, 1e9, language),
      ageCell(link.date, ageOn(link.date, asOf), language),
      originCell(link, language),
    ],
    ...PLAIN,
  };
}

function boardRow(spread: Variability, { language }: CatalogView): Row {
  const { places, forms } = CATALOG_WORDS[language];
  return {
    id: `boards-${spread.id}`,
    head: textCell(foreign(spread.chips, language), spread.chips),
    cells: [
      textCell(foreign(spread.what, language), spread.what),
      textCell(places[spread.where]),
      figureCell(spread.boards, 1, language),
      {
        body: html`${percentText(spread.share, language)} <small>${forms[spread.form]}</small>`,
        sort: spread.share,
        number: true,
      },
      originCell(spread, language),
    ],
    ...PLAIN,
  };
}

const PLAIN = { stale: false, priced: false } as const;
