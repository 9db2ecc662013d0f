/** What NVML's return codes mean for a reading (nvmlReturn_t, NVIDIA's NVML API reference). */
import { type SensorCode, SensorFault } from '../sensing/sensor.ts';

export const NVML_SUCCESS = 0;

type Row = { readonly name: string; readonly code: SensorCode; readonly fix: string };

const REPORT = 'run nvidia-smi and see what it says';
const DRIVER = "load NVIDIA's driver (modprobe nvidia), and see dmesg if that fails";
const ALLOW = 'run as root, or ask the administrator to let users read this device';
const RESET = 'reset the device (nvidia-smi --gpu-reset) or reboot; see dmesg for Xid lines';

const STATUS: Readonly<Record<number, Row>> = {
  1: { name: 'UNINITIALIZED', code: 'driver', fix: DRIVER },
  2: { name: 'INVALID_ARGUMENT', code: 'unreadable', fix: 'report it, with the driver version' },
  3: { name: 'NOT_SUPPORTED', code: 'unsupported', fix: 'this device does not tell; nothing to mend' },
  4: { name: 'NO_PERMISSION', code: 'permission', fix: ALLOW },
  6: { name: 'NOT_FOUND', code: 'absent', fix: REPORT },
  8: { name: 'INSUFFICIENT_POWER', code: 'lost', fix: "attach the device's power cables" },
  9: { name: 'DRIVER_NOT_LOADED', code: 'driver', fix: DRIVER },
  10: { name: 'TIMEOUT', code: 'timeout', fix: REPORT },
  11: { name: 'IRQ_ISSUE', code: 'lost', fix: RESET },
  13: { name: 'FUNCTION_NOT_FOUND', code: 'unsupported', fix: 'update the driver' },
  15: { name: 'GPU_IS_LOST', code: 'lost', fix: RESET },
  16: { name: 'RESET_REQUIRED', code: 'lost', fix: RESET },
  17: {
    name: 'OPERATING_SYSTEM',
    code: 'permission',
    fix: "let this container or job have the device (--gpus, Slurm --gres, cgroup device rules); on WSL update NVIDIA's driver in Windows and run wsl --shutdown",
  },
  18: {
    name: 'LIB_RM_VERSION_MISMATCH',
    code: 'driver',
    fix: 'reboot, or reload the driver: it was updated while in use, and its library is of another version',
  },
  21: { name: 'NO_DATA', code: 'unreadable', fix: REPORT },
  999: { name: 'UNKNOWN', code: 'unreadable', fix: REPORT },
};

/** The fault of a call that did not return NVML_SUCCESS. */
export function nvmlFault(call: string, status: number): SensorFault {
  const row = STATUS[status] ?? { name: `status ${status}`, code: 'unreadable', fix: REPORT };
  return new SensorFault(row.code, `${call}: ${row.name}`, row.fix);
}
