/**
 * xpu-smi: of Intel's GPUs or of Kunlunxin's XPUs, whose tools have one name and are told apart by what they print. Neither table
 * says what its figure covers. A VF of a Kunlunxin card repeats the card's.
 */
import type { Row } from '../device.ts';
import { readTable } from '../forms/table.ts';
import { listingSource } from '../sensing/listing.ts';
import { isVirtualFunction, readXpuTable } from './devices.ts';

export const xpuSmi = listingSource({
  id: 'xpu-smi',
  vendor: 'intel',
  asks: [[]],
  read: text => readXpuTable(text) ?? readTable(text),
  boundary: 'chip',
  meters: rows => cardsOf(rows).map(row => ({ row, boundary: 'chip' })),
});

/** VFs are no meters of their own. Where a guest sees VFs alone, what they show is the card's, whose it is not known. */
const cardsOf = (rows: readonly Row[]) => rows.filter(row => row.vendor !== 'kunlunxin' || !isVirtualFunction(row));
