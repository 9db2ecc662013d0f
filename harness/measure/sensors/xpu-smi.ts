/** Intel GPUs: xpu-smi. Its table does not say what the figure covers. */
import { readTable } from '../../detect/forms/table.ts';
import { listingSource } from './listing.ts';

export const xpuSmi = listingSource({ id: 'xpu-smi', vendor: 'intel', asks: [[]], read: readTable, boundary: 'chip' });
