/** Hygon DCU: hy-smi, which is built on ROCm's: AvgPwr is its average power of the package. Its table has the cap, its JSON the names. */

import { listingSource } from '../sensing/listing.ts';
import { readHySmiJson, readRows } from './devices.ts';

export const hySmi = listingSource({
  id: 'hy-smi',
  vendor: 'hygon',
  asks: [[], ['--json']],
  read: text => readRows(text) ?? readHySmiJson(text),
  boundary: 'chip',
  names: [
    { argv: ['--json'], read: readHySmiJson },
    { argv: ['--showproductname', '--showmeminfo', 'vram', '--json'], read: readHySmiJson },
  ],
});
