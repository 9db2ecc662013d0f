/** Enflame GCU: efsmi. Its table does not say what the figure covers. */

import { listingSource } from '../sensing/listing.ts';
import { readRows } from './devices.ts';

export const efsmi = listingSource({ id: 'efsmi', vendor: 'enflame', asks: [[]], read: readRows, boundary: 'chip' });
