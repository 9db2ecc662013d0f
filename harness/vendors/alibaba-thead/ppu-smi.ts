/** Alibaba T-Head PPU: ppu-smi. Its full log has hundredths of watts; the table, asked where that is not understood, whole ones. */
import { readLog } from '../forms/log.ts';
import { readTable } from '../forms/table.ts';
import { listingSource } from '../sensing/listing.ts';

export const ppuSmi = listingSource({
  id: 'ppu-smi',
  vendor: 'alibaba-thead',
  asks: [['-q'], []],
  read: text => readLog(text) ?? readTable(text),
  boundary: 'chip',
});
