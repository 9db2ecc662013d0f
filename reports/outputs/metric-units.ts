/** What each metric is called, and in which unit each format has it. A new metric is a row. */
import type { Metric } from '../regressions/schema.ts';

export type MetricUnit = {
  readonly label: string;
  /** As a check has it, which is how people read it. */
  readonly unit: string;
  /** OpenMetrics wants base units, and the unit at the end of the name. */
  readonly openMetrics: {
    readonly name: string;
    readonly unit: string;
    readonly factor: number;
    readonly help: string;
  };
  /** `latency` is Bencher's own measure, in nanoseconds; the others it makes when it first sees them. */
  readonly bencher: { readonly measure: string; readonly factor: number };
};

export const METRIC_UNITS: Readonly<Record<Metric, MetricUnit>> = {
  'step-time': {
    label: 'step time',
    unit: 'ms',
    openMetrics: { name: 'step', unit: 'seconds', factor: 1e-3, help: 'Time of a step.' },
    bencher: { measure: 'latency', factor: 1e6 },
  },
  'energy-per-step': {
    label: 'energy per step',
    unit: 'J',
    openMetrics: {
      name: 'step_energy',
      unit: 'joules',
      factor: 1,
      help: 'Energy of a step, of the device of the target.',
    },
    bencher: { measure: 'energy-per-step-joules', factor: 1 },
  },
  'peak-host-memory': {
    label: 'peak host memory',
    unit: 'B',
    openMetrics: { name: 'peak_host_memory', unit: 'bytes', factor: 1, help: 'Most host memory of any round.' },
    bencher: { measure: 'peak-host-memory-bytes', factor: 1 },
  },
  'peak-device-memory': {
    label: 'peak device memory',
    unit: 'B',
    openMetrics: { name: 'peak_device_memory', unit: 'bytes', factor: 1, help: 'Most device memory of any round.' },
    bencher: { measure: 'peak-device-memory-bytes', factor: 1 },
  },
};
