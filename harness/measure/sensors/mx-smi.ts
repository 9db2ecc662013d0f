/** MetaX: mx-smi. Newer tables have the power in the column headed Board, beside one for the chip. */
import { readTable } from '../../detect/forms/table.ts';
import { listingSource } from './listing.ts';

export const mxSmi = listingSource({ id: 'mx-smi', vendor: 'metax', asks: [[]], read: readTable, boundary: 'board' });
