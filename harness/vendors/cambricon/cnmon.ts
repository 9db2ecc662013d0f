/**
 * Cambricon MLU: cnmon. An MLU370-X8 has two chips, listed as two cards; each shows the same watts and the card's cap (250 W,
 * its TDP), so the figure is the card's.
 */
import { readTable } from '../forms/table.ts';
import { pairsOf, perBoard } from '../sensing/boards.ts';
import { listingSource } from '../sensing/listing.ts';

const TWO_CHIPS = pairsOf(/^MLU370-X8\b/);

export const cnmon = listingSource({
  id: 'cnmon',
  vendor: 'cambricon',
  asks: [[]],
  read: readTable,
  boundary: 'chip',
  meters: rows => perBoard(rows, TWO_CHIPS),
});
