/** In the browser: draws the plots that are embedded in the page; makes the table handy. */
import { drawEmbedded } from './charts/embedded.ts';
import { showPagesByAddress } from './pages.ts';
import { makeHandy } from './results.ts';

drawEmbedded();

const table = document.querySelector<HTMLTableElement>('table.results');
if (table !== null) makeHandy(table);

// Charts are drawn before their pages are hidden: a hidden chart has no width.
showPagesByAddress();
