/**
 * AMD by rocm-smi, where there is neither sysfs nor amd-smi; it also lists Hygon's DCU. Package or socket power: the chip with
 * its memory. A partition of a card (CPX) has none of its own: its card tells it, as an MI250's first die tells for both.
 */

import { amdMeters } from '../sensing/boards.ts';
import { listingSource } from '../sensing/listing.ts';
import { readRocmSmiJson, readRocmSmiTable } from './devices.ts';

export const rocmSmi = listingSource({
  id: 'rocm-smi',
  vendor: 'amd',
  asks: [
    [
      '--showproductname',
      '--showuniqueid',
      '--showpower',
      '--showmaxpower',
      '--showtemp',
      '--showclocks',
      '--showcomputepartition',
      '--json',
    ],
    [],
  ],
  read: text => readRocmSmiJson(text) ?? readRocmSmiTable(text),
  boundary: 'chip',
  meters: amdMeters,
});
