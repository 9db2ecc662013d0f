/** Alibaba T-Head PPU: ppu-smi. Its full log has hundredths of watts; the table, asked where that is not understood, whole ones. */
import { readLog } from '../../detect/forms/log.ts';
import { readTable } from '../../detect/forms/table.ts';
import { listingSource } from './listing.ts';

export const ppuSmi = listingSource({
  id: 'ppu-smi',
  vendor: 'alibaba-thead',
  asks: [['-q'], []],
  read: text => readLog(text) ?? readTable(text),
  boundary: 'chip',
});
