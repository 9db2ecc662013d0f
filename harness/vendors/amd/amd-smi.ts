/** AMD by amd-smi: the energy counter of the socket, joules, else its power. Names and caps stand in `static`, figures in `metric`. */

import { amdMeters } from '../sensing/boards.ts';
import { listingSource } from '../sensing/listing.ts';
import { readAmdSmiMetric, readAmdSmiStatic } from './amd-smi-devices.ts';

const FIGURES = ['--power', '--energy', '--clock', '--temperature'];

export const amdSmi = listingSource({
  id: 'amd-smi',
  vendor: 'amd',
  asks: [
    ['metric', ...FIGURES],
    ['metric', ...FIGURES, '--json'],
  ],
  read: readAmdSmiMetric,
  boundary: 'chip',
  names: [
    { argv: ['static', '--json'], read: readAmdSmiStatic },
    { argv: ['static'], read: readAmdSmiStatic },
  ],
  meters: amdMeters,
});
