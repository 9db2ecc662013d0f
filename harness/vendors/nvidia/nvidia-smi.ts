/**
 * NVIDIA by nvidia-smi, for where libnvidia-ml cannot be called from here. Its manual: power.draw is that of the entire
 * board; since Ampere, GA100 aside, an average over the last second, which still tells of the load when it has ended. So
 * power.draw.instant is asked for, and the other of drivers that do not know the field.
 */
import { readCsv } from '../forms/csv.ts';
import { readLog } from '../forms/log.ts';
import { readTable } from '../forms/table.ts';
import { listingSource } from '../sensing/listing.ts';

const query = (power: string) => [
  `--query-gpu=index,name,uuid,${power},enforced.power.limit,temperature.gpu,clocks.sm,clocks.mem`,
  '--format=csv',
];

export const nvidiaSmi = listingSource({
  id: 'nvidia-smi',
  vendor: 'nvidia',
  asks: [query('power.draw.instant'), query('power.draw')],
  read: text => readCsv(text) ?? readLog(text) ?? readTable(text),
  boundary: 'board',
});
