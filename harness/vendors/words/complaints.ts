/**
 * What vendors' tools say where they list no devices: the cause as a code, and the fix. Detection and energy sensors read the
 * same table. Rows of KNOWN are sentences that stand in no listing, so that one of them decides wherever it stands.
 */
import { stripVTControlCharacters } from 'node:util';
import type { Complaint } from './complaint.ts';
import { DCMI_COMPLAINTS } from './dcmi.ts';
import { lines } from './lines.ts';

export const RESET_FIX =
  'reset the board (NVIDIA: nvidia-smi --gpu-reset -i NUMBER), and reboot if that fails; dmesg says why (NVIDIA: lines with Xid); if it comes back, have the board checked';

/** `No devices were found`, `There is no npu device.`, `No MetaX GPU was found` */
const NO_BOARDS =
  /^(there (is|are) )?no (\w+ ){0,2}(devices?|gpus?|npus?|dcus?|cards?)( (was|were|is|are|available|found|detected|attached))*\.?$/i;

const NO_BOARD =
  'the driver runs and has no board: see that one is there (lspci; NVIDIA: lspci -d 10de:) and why the driver does not take it (dmesg; NVIDIA: lines with NVRM); in a container: pass the device in (NVIDIA: --gpus all)';

const KNOWN: readonly Complaint[] = [
  ...DCMI_COMPLAINTS,
  {
    words: /unable to determine the device handle|\bgpu is lost\b|fallen off the bus|\bgpu requires reset\b/i,
    code: 'lost',
    fix: RESET_FIX,
  },
  {
    words: /blocked by the operating system/i,
    code: 'driver',
    fix: "on WSL update NVIDIA's driver in Windows, install none inside WSL, then run wsl --shutdown; in a container or job let it have the device (--gpus all, Slurm --gres)",
  },
  {
    words: /(find|load|open) libnvidia-ml|libnvidia-ml\S* *(: *)?(cannot open|not found)/i,
    code: 'driver',
    fix: "put the driver's own libnvidia-ml.so where the loader finds it (package libnvidia-compute of the driver's version; WSL: /usr/lib/wsl/lib into LD_LIBRARY_PATH; in a container: --gpus all with NVIDIA_DRIVER_CAPABILITIES=compute,utility)",
  },
  {
    words: /driver\/library version mismatch/i,
    code: 'driver',
    fix: 'reboot, or unload and load the nvidia modules: the driver was updated while in use, so that module and library have two versions; in a container: start it anew',
  },
  {
    words: /communicate with the nvidia driver/i,
    code: 'driver',
    fix: 'load the driver: sudo modprobe nvidia; if that fails, dmesg says why (built for another kernel: dkms status; Secure Boot); in a container: --gpus all',
  },
  {
    words: /initialize nvml: driver not loaded/i,
    code: 'driver',
    fix: 'load the driver: sudo modprobe nvidia; see dmesg if that fails; in a container: --gpus all',
  },
  {
    words: /initialize nvml: unknown error/i,
    code: 'permission',
    fix: 'start the container anew: it lost its devices (systemctl daemon-reload does that); to keep them, name each by --device /dev/nvidia*; outside a container see dmesg',
  },
  {
    words: /initialize nvml: insufficient permissions/i,
    code: 'permission',
    fix: "let this user open /dev/nvidia* (groups video and render; the driver's NVreg_DeviceFileMode), or run as root; in a container: --gpus all",
  },
  {
    words: /failed to initialize nvml/i,
    code: 'driver',
    fix: 'see dmesg (lines with NVRM), load the driver anew or reboot; in a container: start it anew, with --gpus all',
  },
  { words: NO_BOARDS, code: 'absent', fix: NO_BOARD },
  {
    words: /device\(s\) is\/are in a low-power state/i,
    code: 'driver',
    fix: 'wake the device: echo on | sudo tee /sys/class/drm/card*/device/power/control',
  },
  {
    words:
      /amdgpu( driver| module)? (is )?not (found|loaded)|driver not initialized \(amdgpu\b|rock module is not loaded/i,
    code: 'driver',
    fix: 'load the driver: sudo modprobe amdgpu; see dmesg if that fails; in a container: --device /dev/kfd --device /dev/dri',
  },
  {
    words: /\/dev\/kfd.*(denied|not permitted)|required groups: .*render/i,
    code: 'permission',
    fix: 'add this user to the groups render and video and log in again; in a container: --device /dev/kfd --device /dev/dri --group-add render',
  },
  {
    words: /(AMDSMI|RSMI)_STATUS_(DRIVER_NOT_LOADED|DRM_ERROR|NO_DRV|INIT_ERROR|NOT_FOUND)\b/,
    code: 'driver',
    fix: 'load the driver: sudo modprobe amdgpu; see dmesg if that fails; in a container: --device /dev/kfd --device /dev/dri',
  },
  {
    words: /(AMDSMI|RSMI)_STATUS_(NO_PERM|PERMISSION)\b/,
    code: 'permission',
    fix: 'add this user to the groups render and video and log in again; in a container: --device /dev/kfd --device /dev/dri --group-add render',
  },
  {
    words: /version `(GLIBC|GLIBCXX|CXXABI)_[\d.]+' not found/,
    code: 'unsupported',
    fix: "the tool is built for a newer system than this one: use a container image or a system as new as the driver's host",
  },
  {
    words: /error while loading shared libraries/i,
    code: 'driver',
    fix: 'install the driver that the tool is part of; in a container mount its libraries (Ascend: /usr/local/dcmi and /usr/local/Ascend/driver/lib64)',
  },
];

/** Words too common to be looked for in the midst of a text: for a line that is known to be the complaint. */
const GENERAL: readonly Complaint[] = [
  // The first three are said here of a tool, not by it.
  {
    words: / did not answer within [\d.]+ s$/,
    code: 'timeout',
    fix: 'see dmesg: a device or its driver may hang; if so, reset the device or reboot',
  },
  {
    words: / may not be run by this user$/,
    code: 'permission',
    fix: 'run as root, or let this user execute the tool (chmod a+x)',
  },
  {
    words: /^[\w-]+ printed nothing( \(exit \d+\))?$/,
    code: 'driver',
    fix: 'run the tool by hand; see that the driver runs (lsmod, dmesg); in a container: pass the devices in',
  },
  {
    // ipmitool tries three names and tells of the last: a device that is closed reads as one that is not there.
    words: /could not open device at \/dev\/ipmi/i,
    code: 'permission',
    fix: 'run as root; if it says so still: sudo modprobe -a ipmi_devintf ipmi_si',
  },
  {
    words: /permission|denied|superuser|privilege|must be run as root/i,
    code: 'permission',
    fix: 'run as root, or let this user read the device',
  },
  {
    words: /driver (is )?not (loaded|installed|initialized)|communicate with the .*driver|version mismatch/i,
    code: 'driver',
    fix: "load the driver, or install the one of the tool's version",
  },
  {
    words: /\bno\b.*\b(devices?|gpus?|npus?|cards?)\b|could not open device|no such (file|device)/i,
    code: 'absent',
    fix: 'see that the device is there (lspci), and passed into the container',
  },
  {
    words: /invalid command|not supported|unsupported|unrecognized|unknown (option|argument)/i,
    code: 'unsupported',
    fix: 'update the tool and the firmware; if it still cannot, this machine has no such sensor',
  },
];

/** The line that says why there is no listing: a known sentence wherever it stands, else the first line. */
export function decidingLine(text: string): string {
  const all = lines(printable(text)).filter(line => /\w/.test(line));
  // What is indented or boxed is part of a listing.
  const sentences = all.filter(line => /^[^\s|+]|SMI_STATUS_/.test(line));
  for (const { words } of KNOWN) {
    const line = sentences.find(sentence => words.test(sentence));
    if (line !== undefined) return line.trim();
  }
  return (all[0] ?? '').trim();
}

/** Without what moves a terminal's cursor or rings its bell: what a tool prints may be a binary. */
const printable = (text: string) => stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]|\uFFFD/gu, '');

/** The row that a line of complaint is of. */
export function complaintIn(line: string): Complaint | null {
  return [...KNOWN, ...GENERAL].find(({ words }) => words.test(line)) ?? null;
}

/** As above, of sentences alone that say what is wrong and nothing else. */
export function knownComplaint(line: string): Complaint | null {
  return KNOWN.find(({ words }) => words.test(line)) ?? null;
}
