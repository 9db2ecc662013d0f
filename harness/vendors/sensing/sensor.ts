/** What an energy sensor is: one vendor, one file, one shape. A source that cannot be read says why, and what would mend it. */
import type { SensorWorld } from './world.ts';

/** What a reading covers. Only disjoint ones may be summed; cost uses the widest there is. */
export const BOUNDARIES = ['die', 'chip', 'board', 'package', 'dram', 'chassis'] as const;

export type Boundary = (typeof BOUNDARIES)[number];

/**
 * What one look at a sensor gives. `power`: watts at that moment. `counter`: joules since some zero of its own, back at that
 * zero after `wrapsAtJ` (null: never). `estimate`: watts by a formula, such as TDP × utilisation; never mixed with the others.
 */
export type Look =
  | { readonly kind: 'power'; readonly powerW: number }
  | { readonly kind: 'counter'; readonly energyJ: number; readonly wrapsAtJ: number | null }
  | { readonly kind: 'estimate'; readonly powerW: number };

/** null: the host. */
export type SensorDevice = {
  readonly vendor: string;
  readonly index: number;
  readonly name: string;
  readonly uuid: string | null;
} | null;

/** What else the driver tells of a device at that moment; null: it does not tell. */
export type Conditions = {
  /** By clock domain: `{ sm: 1980, memory: 2619 }`. */
  readonly clocksMHz: Readonly<Record<string, number>>;
  readonly temperatureC: number | null;
  readonly powerLimitW: number | null;
  /** Why the clocks are held down, in the driver's terms; empty: they are not. */
  readonly throttled: readonly string[] | null;
  /** Processes that compute on the device. */
  readonly processes: readonly DeviceProcess[] | null;
  /** Device memory held at that moment, by all processes and the driver. */
  readonly memoryBytes: number | null;
};

/** `pid` in the driver's own count of processes, which is the host's; `memoryBytes`: of the device's memory it holds. */
export type DeviceProcess = { readonly pid: number; readonly memoryBytes: number | null };

export type Sensor = {
  /** `nvml/0`, `rapl/package-0`, `npu-smi/0.1` */
  readonly id: string;
  readonly source: string;
  readonly device: SensorDevice;
  readonly boundary: Boundary;
  /** Power cap or TDP, as the driver tells. */
  readonly limitW: number | null;
  /** SensorFault where there is no reading. Never 0 for one that is missing. */
  readonly look: () => Promise<Look>;
  readonly conditions?: () => Promise<Conditions>;
};

/**
 * Why there is no reading. Of a target: `ambiguous` (nothing tells which board it is). Of a source: `absent` (no such device, tool or library), `permission`, `unsupported` (the driver
 * says it cannot), `driver` (not loaded, or not of the library's version), `lost` (the device fell off the bus), `timeout`,
 * `unreadable` (an answer that is not understood). Of what it said: `frozen`, `absurd` (negative, or far above the limit),
 * `reset` (a counter went back), `gap`, `too-short` (a window of fewer than 20 sensor periods).
 */
export const SENSOR_CODES = [
  'ambiguous',
  'absent',
  'permission',
  'unsupported',
  'driver',
  'lost',
  'timeout',
  'unreadable',
  'frozen',
  'absurd',
  'reset',
  'gap',
  'too-short',
] as const;

export type SensorCode = (typeof SENSOR_CODES)[number];

/** A source, or one of its devices, that cannot be read. `fix`: what the user can do, as an imperative. */
export type Refusal = {
  readonly source: string;
  readonly code: SensorCode;
  readonly message: string;
  readonly fix: string;
};

/** Thrown by a look. */
export class SensorFault extends Error {
  readonly code: SensorCode;
  readonly fix: string;

  constructor(code: SensorCode, message: string, fix: string) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}

export type FoundSensors = { readonly sensors: readonly Sensor[]; readonly refusals: readonly Refusal[] };

export type SensorSource = {
  readonly id: string;
  /** Never throws: what goes wrong is a refusal. */
  readonly find: (world: SensorWorld) => Promise<FoundSensors>;
};

/** A fault of a source's own as its refusal; any other error is a bug, and thrown on. */
export function refusalOf(source: string, error: unknown): Refusal {
  if (!(error instanceof SensorFault)) throw error;
  return { source, code: error.code, message: error.message, fix: error.fix };
}
