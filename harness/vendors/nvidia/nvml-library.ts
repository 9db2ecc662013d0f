/**
 * libnvidia-ml, called as its header declares it. On every 64-bit system a handle is a pointer, and an `unsigned int`,
 * an `unsigned long long` and an array of chars are what they are here; no struct is passed by value.
 */

import type { DeviceProcess } from '../sensing/sensor.ts';
import type { Library, NativeArgument, NativeCall } from '../sensing/world.ts';
import { NVML_SUCCESS, nvmlFault } from './nvml-status.ts';

export const NVML_LIBRARY = 'libnvidia-ml.so.1';

/** Of a device: its handle. */
export type Handle = bigint;

/** Each call's declarations, the newest first: a driver has at least one of them. */
const CALLS = {
  init: ['int nvmlInit_v2(void)'],
  count: ['int nvmlDeviceGetCount_v2(void *count)'],
  handle: ['int nvmlDeviceGetHandleByIndex_v2(unsigned int index, void *device)'],
  name: ['int nvmlDeviceGetName(uintptr_t device, void *name, unsigned int length)'],
  uuid: ['int nvmlDeviceGetUUID(uintptr_t device, void *uuid, unsigned int length)'],
  energy: ['int nvmlDeviceGetTotalEnergyConsumption(uintptr_t device, void *millijoules)'],
  power: ['int nvmlDeviceGetPowerUsage(uintptr_t device, void *milliwatts)'],
  limit: ['int nvmlDeviceGetEnforcedPowerLimit(uintptr_t device, void *milliwatts)'],
  utilisation: ['int nvmlDeviceGetUtilizationRates(uintptr_t device, void *rates)'],
  clock: ['int nvmlDeviceGetClockInfo(uintptr_t device, int type, void *megahertz)'],
  temperature: ['int nvmlDeviceGetTemperature(uintptr_t device, int sensor, void *celsius)'],
  reasons: [
    'int nvmlDeviceGetCurrentClocksEventReasons(uintptr_t device, void *reasons)',
    'int nvmlDeviceGetCurrentClocksThrottleReasons(uintptr_t device, void *reasons)',
  ],
  processes: [
    'int nvmlDeviceGetComputeRunningProcesses_v3(uintptr_t device, void *count, void *infos)',
    'int nvmlDeviceGetComputeRunningProcesses_v2(uintptr_t device, void *count, void *infos)',
  ],
  memory: ['int nvmlDeviceGetMemoryInfo(uintptr_t device, void *memory)'],
} as const;

type CallName = keyof typeof CALLS;

/** NVML's status for a function that the library does not have. */
const FUNCTION_NOT_FOUND = 13;
/** The header's buffer lengths: a name has up to 96 bytes, a UUID up to 96. */
const TEXT_BYTES = 96;
/** nvmlProcessInfo_t: `unsigned int pid`, padding, `unsigned long long` memory, two `unsigned int` instance ids. */
const PROCESS_BYTES = 24;
const MOST_PROCESSES = 256;
/** NVML_VALUE_NOT_AVAILABLE: where the driver does not count memory by process. */
const NOT_AVAILABLE = 2n ** 64n - 1n;

const SM_CLOCK = 1;
const MEMORY_CLOCK = 2;
const GPU_TEMPERATURE = 0;

/** The calls this program makes, in its units. Each throws a SensorFault where NVML returns anything but success. */
export class Nvml {
  readonly #library: Library;
  readonly #bound = new Map<CallName, NativeCall | null>();

  constructor(library: Library) {
    this.#library = library;
  }

  init(): void {
    this.#call('init');
  }

  deviceCount(): number {
    return this.#uint('count');
  }

  handle(index: number): Handle {
    const out = new BigUint64Array(1);
    this.#call('handle', index, out);
    return out[0] ?? 0n;
  }

  name(device: Handle): string {
    return this.#text('name', device);
  }

  uuid(device: Handle): string {
    return this.#text('uuid', device);
  }

  /** Joules since the driver was loaded. */
  energyJ(device: Handle): number {
    return Number(this.#ulonglong('energy', device)) / 1000;
  }

  powerW(device: Handle): number {
    return this.#uint('power', device) / 1000;
  }

  limitW(device: Handle): number {
    return this.#uint('limit', device) / 1000;
  }

  /** Share of the last sample period in which a kernel ran. */
  busyShare(device: Handle): number {
    // nvmlUtilization_t: `unsigned int gpu, memory`, in percent.
    const out = new Uint32Array(2);
    this.#call('utilisation', device, out);
    return (out[0] ?? 0) / 100;
  }

  clocksMHz(device: Handle): Readonly<Record<'sm' | 'memory', number>> {
    return { sm: this.#uint('clock', device, SM_CLOCK), memory: this.#uint('clock', device, MEMORY_CLOCK) };
  }

  temperatureC(device: Handle): number {
    return this.#uint('temperature', device, GPU_TEMPERATURE);
  }

  /** A bit mask. */
  clockReasons(device: Handle): bigint {
    return this.#ulonglong('reasons', device);
  }

  /** Bytes of the board's memory that are held, by all processes and the driver. */
  memoryBytes(device: Handle): number {
    // nvmlMemory_t: `unsigned long long total, free, used`. The driver holds some of it always.
    const out = new BigUint64Array(3);
    this.#call('memory', device, out);
    return Number(out[2]);
  }

  computeProcesses(device: Handle): readonly DeviceProcess[] {
    const count = new Uint32Array([MOST_PROCESSES]);
    const infos = new DataView(new ArrayBuffer(MOST_PROCESSES * PROCESS_BYTES));
    this.#call('processes', device, count, new Uint8Array(infos.buffer));
    return Array.from({ length: count[0] ?? 0 }, (_, i) => {
      const bytes = infos.getBigUint64(i * PROCESS_BYTES + 8, true);
      const memoryBytes = bytes === NOT_AVAILABLE ? null : Number(bytes);
      return { pid: infos.getUint32(i * PROCESS_BYTES, true), memoryBytes };
    });
  }

  #uint(call: CallName, ...argv: readonly (number | bigint)[]): number {
    const out = new Uint32Array(1);
    this.#call(call, ...argv, out);
    return out[0] ?? 0;
  }

  #ulonglong(call: CallName, device: Handle): bigint {
    const out = new BigUint64Array(1);
    this.#call(call, device, out);
    return out[0] ?? 0n;
  }

  #text(call: CallName, device: Handle): string {
    const out = new Uint8Array(TEXT_BYTES);
    this.#call(call, device, out, TEXT_BYTES);
    const end = out.indexOf(0);
    return new TextDecoder().decode(out.subarray(0, end === -1 ? TEXT_BYTES : end));
  }

  #call(name: CallName, ...argv: readonly NativeArgument[]): void {
    const call = this.#bind(name);
    const status = call === null ? FUNCTION_NOT_FOUND : call(...argv);
    if (status !== NVML_SUCCESS) throw nvmlFault(/\w+(?=\()/.exec(CALLS[name][0])?.[0] ?? name, status);
  }

  #bind(name: CallName): NativeCall | null {
    const known = this.#bound.get(name);
    if (known !== undefined) return known;
    let call: NativeCall | null = null;
    for (const declaration of CALLS[name]) call ??= this.#library.bind(declaration);
    this.#bound.set(name, call);
    return call;
  }
}
