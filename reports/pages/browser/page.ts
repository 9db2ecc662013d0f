/** In the browser: draws the plots that are embedded in the page; makes the table handy. */
import { drawEmbedded } from './charts/embedded.ts';
import { makeHandy } from './results.ts';

drawEmbedded();

const table = document.querySelector<HTMLTableElement>('table.results');
if (table !== null) makeHandy(table);
