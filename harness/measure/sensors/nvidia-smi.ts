/**
 * NVIDIA by nvidia-smi, for where libnvidia-ml cannot be called from here. Its manual: power.draw is that of the entire
 * board; since Ampere, GA100 aside, an average over a second, so a window ends blurred by that much.
 */
import { readCsv } from '../../detect/forms/csv.ts';
import { readLog } from '../../detect/forms/log.ts';
import { readTable } from '../../detect/forms/table.ts';
import { listingSource } from './listing.ts';

const FIELDS = 'index,name,uuid,power.draw,enforced.power.limit,temperature.gpu,clocks.sm,clocks.mem';

export const nvidiaSmi = listingSource({
  id: 'nvidia-smi',
  vendor: 'nvidia',
  asks: [[`--query-gpu=${FIELDS}`, '--format=csv']],
  read: text => readCsv(text) ?? readLog(text) ?? readTable(text),
  boundary: 'board',
});
