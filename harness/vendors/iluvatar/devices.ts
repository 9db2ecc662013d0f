/** Iluvatar CoreX: ixsmi, in the form of nvidia-smi's table. Each of a BI-V150's two chips is a row, and a device. */
import { parser } from '../device.ts';
import { readTable } from '../forms/table.ts';

/** Devices in the output of ixsmi. */
export const parseIxsmi = parser('ixsmi', () => 'iluvatar', [readTable]);
