/** Iluvatar CoreX: ixsmi. A BI-V150 has two chips; the card's power stands with the second, N/A with the first. */
import { readTable } from '../forms/table.ts';
import { pairsOf, perBoard } from '../sensing/boards.ts';
import { listingSource } from '../sensing/listing.ts';

const TWO_CHIPS = pairsOf(/\bBI-V150$/);

export const ixsmi = listingSource({
  id: 'ixsmi',
  vendor: 'iluvatar',
  asks: [[]],
  read: readTable,
  boundary: 'chip',
  meters: rows => perBoard(rows, TWO_CHIPS),
});
