/** In the browser: draws the plots that are embedded in the page; makes tables handy and commands easy to copy. */
import type { FilterWords } from '../../words/pages/catalog.ts';
import { makeCatalogHandy } from './catalog.ts';
import { drawEmbedded } from './charts/embedded.ts';
import { drawBeforePrint } from './charts/paper.ts';
import { makeHistory } from './history.ts';
import { showPagesByAddress } from './pages.ts';
import { makeHandy, type TableWords } from './results.ts';
import { addCopyButtons, openNamed } from './rows.ts';

drawBeforePrint();
drawEmbedded();
makeHistory();

const tableWords = document.getElementById('table-words')?.textContent;
if (tableWords) {
  // Written by the pages of workloads (`tableWords`) in the same build.
  const words = JSON.parse(tableWords) as TableWords;
  for (const table of document.querySelectorAll<HTMLTableElement>('table.results')) makeHandy(table, words);
  addCopyButtons(words);
}
openNamed();

const catalogWords = document.getElementById('catalog-words')?.textContent;
const catalogTable = document.querySelector<HTMLTableElement>('table[data-handy="catalog"]');
if (catalogTable !== null && catalogWords) makeCatalogHandy(catalogTable, JSON.parse(catalogWords) as FilterWords);

// Charts are drawn before their pages are hidden: a hidden chart has no width.
showPagesByAddress();
