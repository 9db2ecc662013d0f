/** MetaX: mx-smi. Newer tables have the power in the column headed Board, beside one for the chip. */

import { listingSource } from '../sensing/listing.ts';
import { readBoards } from './devices.ts';

export const mxSmi = listingSource({ id: 'mx-smi', vendor: 'metax', asks: [[]], read: readBoards, boundary: 'board' });
