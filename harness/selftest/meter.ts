/** The sensors around a self-test: as around any run, and for the long cell every source of energy. */
import type { Cell } from '../../results/record.ts';
import { type Meter, startMeter } from '../energy/meter.ts';

/**
 * Only the long cell reads a second source of the same joules: a vendor's tool costs processor time, and would disturb the cells that
 * measure the machine's noise.
 */
export async function startSelftestMeter(
  interrupt: AbortSignal,
  start: typeof startMeter = startMeter,
): Promise<Meter & { readonly beforeCell: (cell: Cell) => Promise<void> }> {
  let meter = await start(interrupt);
  let every = false;
  return {
    read: (target, window, sinceMs) => meter.read(target, window, sinceMs),
    samplerShare: () => meter.samplerShare(),
    stop: () => meter.stop(),
    beforeCell: async ({ kind }) => {
      if (kind !== 'sustained' || every) return;
      const wider = await start(interrupt, { every: true });
      meter.stop();
      meter = wider;
      every = true;
    },
  };
}
