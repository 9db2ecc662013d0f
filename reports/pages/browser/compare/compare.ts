/** The script of the calculator, of the page and of its worker: what both need is loaded once. A worker has no document. */
import { startPage } from './form-page.ts';
import { startWorker } from './worker.ts';

if (typeof document === 'undefined') startWorker();
else startPage();
