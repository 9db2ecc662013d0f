/**
 * AMD by rocm-smi, where there is neither sysfs nor amd-smi; it also lists Hygon's DCU. Package or socket power: the chip with
 * its memory. A partition of a card (CPX) has none of its own; its card tells it.
 */
import { readRocmSmiJson, readRocmSmiTable } from '../../detect/vendors/amd.ts';
import { listingSource } from './listing.ts';

export const rocmSmi = listingSource({
  id: 'rocm-smi',
  vendor: 'amd',
  asks: [
    ['--showproductname', '--showuniqueid', '--showpower', '--showmaxpower', '--showtemp', '--showclocks', '--json'],
    [],
  ],
  read: text => readRocmSmiJson(text) ?? readRocmSmiTable(text),
  boundary: 'chip',
});
