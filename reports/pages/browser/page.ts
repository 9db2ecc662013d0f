/** In the browser: draws the plots that are embedded in the page; makes the table handy. */
import type { FilterWords } from '../../words/pages/catalog.ts';
import { makeCatalogHandy } from './catalog.ts';
import { drawEmbedded } from './charts/embedded.ts';
import { makeHandy } from './results.ts';

drawEmbedded();

const table = document.querySelector<HTMLTableElement>('table.results');
if (table !== null) makeHandy(table);

const catalogWords = document.getElementById('catalog-words')?.textContent;
const catalogTable = document.querySelector<HTMLTableElement>('table[data-handy="catalog"]');
if (catalogTable !== null && catalogWords) makeCatalogHandy(catalogTable, JSON.parse(catalogWords) as FilterWords);
