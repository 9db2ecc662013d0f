/** Enflame GCU: efsmi. Its table does not say what the figure covers. */
import { readRows } from '../../detect/vendors/enflame.ts';
import { listingSource } from './listing.ts';

export const efsmi = listingSource({ id: 'efsmi', vendor: 'enflame', asks: [[]], read: readRows, boundary: 'chip' });
