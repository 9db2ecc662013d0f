/** MetaX: mx-smi. Newer tables have the power in the column headed Board, beside one for the chip. */
import { readBoards } from '../../detect/vendors/metax.ts';
import { listingSource } from './listing.ts';

export const mxSmi = listingSource({ id: 'mx-smi', vendor: 'metax', asks: [[]], read: readBoards, boundary: 'board' });
