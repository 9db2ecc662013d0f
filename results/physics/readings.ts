/** Can these readings be of this machine, and these results of any step? */

import { type Note, note } from '../schema/note.ts';
import type { Fingerprint } from '../schema/outcome.ts';
import type { Reading } from '../schema/reading.ts';
import type { Measured, Rule } from './rule.ts';

const READINGS = ['peakHostBytes', 'peakDeviceBytes', 'energyJ', 'meanPowerW', 'widestEnergyJ'] as const;

export const READING_RULES: readonly Rule<Measured>[] = [
  {
    code: 'reading-not-positive',
    broken({ measurement }) {
      const wrong = READINGS.find(name => !(valueIn(measurement[name]) > 0));
      if (wrong === undefined) return null;
      return note('reading-not-positive', { reading: wrong, value: valueIn(measurement[wrong]) });
    },
  },
  {
    code: 'host-memory',
    broken({ context: { machine }, measurement: { peakHostBytes: peak } }) {
      if (!peak.available || peak.value <= machine.memoryBytes) return null;
      return note('host-memory', { bytes: peak.value, memoryBytes: machine.memoryBytes });
    },
  },
  {
    code: 'device-memory',
    broken({ context: { machine }, target: { device }, measurement: { peakDeviceBytes: peak } }) {
      // Devices of one name may differ: the largest is what none can exceed. Without a reading there is no bound.
      const sizes = machine.accelerators.filter(({ name }) => name === device.name).map(listed => listed.memoryBytes);
      const largest = Math.max(...sizes.map(size => (size.available ? size.value : Number.POSITIVE_INFINITY)));
      if (!peak.available || sizes.length === 0 || peak.value <= largest) return null;
      return note('device-memory', { bytes: peak.value, device: device.name, memoryBytes: largest });
    },
  },
  {
    code: 'not-a-number',
    broken: ({ measurement }) =>
      inFingerprints(measurement, ({ loss, norms }, step) => {
        const wrong = Object.entries({ loss: loss ?? 0, ...norms }).find(([, value]) => !Number.isFinite(value));
        return wrong === undefined ? null : note('not-a-number', { step, name: wrong[0], value: wrong[1] });
      }),
  },
  {
    code: 'negative-norm',
    broken: ({ measurement }) =>
      inFingerprints(measurement, ({ norms }, step) => {
        const wrong = Object.entries(norms).find(([, value]) => value < 0);
        return wrong === undefined ? null : note('negative-norm', { step, name: wrong[0], value: wrong[1] });
      }),
  },
  {
    // The data is never zero, so the output of no workload is.
    code: 'nothing-computed',
    broken: ({ measurement }) =>
      inFingerprints(measurement, ({ norms }, step) =>
        Object.values(norms).some(value => value !== 0) ? null : note('nothing-computed', { step }),
      ),
  },
];

/** Of a reading that is missing, a value that breaks nothing. */
const valueIn = (reading: Reading): number => (reading.available ? reading.value : Number.POSITIVE_INFINITY);

function inFingerprints(
  { first, last }: Pick<Measured['measurement'], 'first' | 'last'>,
  broken: (fingerprint: Fingerprint, step: 'first' | 'last') => Note | null,
): Note | null {
  return broken(first, 'first') ?? broken(last, 'last');
}
