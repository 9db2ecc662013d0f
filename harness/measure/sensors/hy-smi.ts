/** Hygon DCU: hy-smi, which is built on ROCm's: AvgPwr is its average power of the package. */
import { readRows } from '../../detect/vendors/hygon.ts';
import { listingSource } from './listing.ts';

export const hySmi = listingSource({ id: 'hy-smi', vendor: 'hygon', asks: [[]], read: readRows, boundary: 'chip' });
