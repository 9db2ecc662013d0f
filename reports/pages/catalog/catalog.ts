/** The catalog on pages: chips first, then prices, published speeds, rates and links. */

import type { Language } from '../../words/language.ts';
import { CATALOG_WORDS } from '../../words/pages/catalog.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, placeOf, type SitePage } from '../frame/page.ts';
import type { SiteData } from '../site-data.ts';
import { chipTable } from './chips.ts';
import { linkSections } from './links.ts';
import { priceTable } from './prices.ts';
import { rateSections } from './rates.ts';
import { CATALOG_PATHS, type CatalogPageId, type CatalogView, catalogView } from './shown.ts';
import { speedTable } from './speeds.ts';

type Content = { readonly id: CatalogPageId; readonly body: (view: CatalogView) => Html };

const PAGES: readonly Content[] = [
  { id: 'chips', body: chipTable },
  { id: 'prices', body: priceTable },
  { id: 'speeds', body: speedTable },
  { id: 'rates', body: rateSections },
  { id: 'links', body: linkSections },
];

export function catalogPages({ catalog, report }: SiteData, language: Language): readonly SitePage[] {
  const { chips, prices } = catalog.catalog;
  if (chips.length === 0) return [];
  const words = CATALOG_WORDS[language];
  return PAGES.map(({ id, body }) => {
    const path = CATALOG_PATHS[id];
    const view = catalogView(catalog, report.asOf, placeOf(path, language));
    return {
      path,
      section: 'catalog',
      title: id === 'chips' ? words.title : words.pages[id],
      summary: id === 'chips' ? words.summary(chips.length, prices.length) : words.leads[id],
      body: html`<h1>${id === 'chips' ? words.title : words.pages[id]}</h1>
${tabs(id, view)}
${id === 'chips' ? html`<p>${words.summary(chips.length, prices.length)}</p>` : null}<p class="quiet">${words.leads[id]}${words.foreignText}</p>
${body(view)}`,
      plots: [],
      data: { 'catalog-words': words.filters },
      scripts: ['page'],
    };
  });
}

function tabs(current: CatalogPageId, { place, language }: CatalogView): Html {
  const words = CATALOG_WORDS[language];
  return html`<nav class="tabs" aria-label="${words.navigation}"><ul>${PAGES.map(
    ({ id }) =>
      html`<li><a href="${linkTo(place, CATALOG_PATHS[id])}"${id === current ? html` aria-current="page"` : null}>${words.pages[id]}</a></li>`,
  )}</ul></nav>`;
}
