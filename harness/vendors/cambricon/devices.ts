/** Cambricon MLU: cnmon, in the form of nvidia-smi's table with a column for virtual functions. */
import { parser } from '../device.ts';
import { readTable } from '../forms/table.ts';

/** Devices in the output of cnmon. */
export const parseCnmon = parser('cnmon', () => 'cambricon', [readTable]);
