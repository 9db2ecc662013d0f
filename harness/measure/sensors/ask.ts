/** One question to a vendor's tool: its answer, or why there is none as a fault with what to do. */
import { PROBES } from '../../detect/probes.ts';
import type { Execution } from '../../detect/world.ts';
import { type SensorCode, SensorFault } from './sensor.ts';
import type { SensorWorld } from './world.ts';

const TIMEOUT_MS = 20_000;

/** What a tool says when it cannot, whichever tool it is. The first that fits. */
const COMPLAINTS: readonly { readonly words: RegExp; readonly code: SensorCode; readonly fix: string }[] = [
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
    words: /driver (is )?not (loaded|installed)|communicate with the .*driver|version mismatch/i,
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

/** What the tool prints. An exit status other than 0 does not spoil an answer that can be read: some tools end so. */
export async function ask(
  world: SensorWorld,
  tool: string,
  argv: readonly string[],
): Promise<Execution & { status: 'exited' }> {
  const execution = await world.run(tool, argv, TIMEOUT_MS);
  switch (execution.status) {
    case 'not-there':
      throw new SensorFault('absent', `${tool} is not installed`, howToGet(tool));
    case 'denied':
      throw new SensorFault(
        'permission',
        `${tool} may not be run by this user`,
        `run as root, or: chmod a+x "$(which ${tool})"`,
      );
    case 'timeout':
      throw new SensorFault(
        'timeout',
        `${tool} did not answer within ${execution.afterMs / 1000} s`,
        'see dmesg: a device may hang',
      );
    case 'exited':
      return execution;
  }
}

/** Why an answer holds no figure: what the tool complains of, or that its words are not known here. */
export function complaint(tool: string, { stdout, stderr, code }: Execution & { status: 'exited' }): SensorFault {
  const said = firstLineOf(stderr) || firstLineOf(stdout);
  const known = COMPLAINTS.find(({ words }) => words.test(said));
  if (known) return new SensorFault(known.code, `${tool} says "${said}"`, known.fix);
  const message = said
    ? `${tool} printed nothing known here ("${said}", exit ${code})`
    : `${tool} printed nothing (exit ${code})`;
  return new SensorFault('unreadable', message, `report it, with the output of ${tool}`);
}

function firstLineOf(text: string): string {
  const line = text.split('\n').find(part => /\w/.test(part)) ?? '';
  return line.trim().slice(0, 160);
}

/** For tools that detection does not ask; the others' are with their probes. */
const HOW_TO_GET: Readonly<Record<string, string>> = {
  ipmitool: 'install ipmitool and load its driver: sudo modprobe -a ipmi_devintf ipmi_si',
  'mx-smi': 'install the MetaX driver and MXMACA',
  powermetrics: 'powermetrics is part of macOS',
};

function howToGet(tool: string): string {
  return HOW_TO_GET[tool] ?? PROBES.find(probe => probe.tool === tool)?.howToGet ?? `install ${tool}`;
}
