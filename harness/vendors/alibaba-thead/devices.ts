/** Alibaba T-Head PPU: ppu-smi, in the forms of nvidia-smi. */
import { parser } from '../device.ts';
import { readCsv } from '../forms/csv.ts';
import { readList } from '../forms/list.ts';
import { readLog } from '../forms/log.ts';
import { readTable } from '../forms/table.ts';

/** Devices in the output of ppu-smi. */
export const parsePpuSmi = parser('ppu-smi', () => 'alibaba-thead', [readCsv, readList, readLog, readTable]);
