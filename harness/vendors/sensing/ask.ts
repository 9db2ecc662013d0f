/** One question to a vendor's tool: its answer, or why there is none as a fault with what to do. */

import type { Execution } from '../../tool.ts';
import { PROBES } from '../probes.ts';
import { complaintIn, decidingLine, knownComplaint } from '../words/complaints.ts';
import { runKnown } from '../words/unknown-field.ts';
import { SensorFault } from './sensor.ts';
import type { SensorWorld } from './world.ts';

const TIMEOUT_MS = 20_000;

/** An answer, and the arguments it is to: without those that the tool does not know. */
export type Answered = { readonly execution: Execution & { status: 'exited' }; readonly argv: readonly string[] };

/** What the tool prints. An exit status other than 0 does not spoil an answer that can be read: some tools end so. */
export async function ask(world: SensorWorld, tool: string, requested: readonly string[]): Promise<Answered> {
  const { execution, argv } = await runKnown(world, tool, requested, TIMEOUT_MS);
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
      return { execution, argv };
  }
}

/** Why an answer holds no figure: what the tool complains of, or that its words are not known here. */
export function complaint(tool: string, { stdout, stderr, code }: Execution & { status: 'exited' }): SensorFault {
  const words = wordsOf(stdout, stderr).slice(0, 160);
  const known = complaintIn(words);
  if (known) return new SensorFault(known.code, `${tool} says "${words}"`, known.fix);
  const message = words
    ? `${tool} printed nothing known here ("${words}", exit ${code})`
    : `${tool} printed nothing (exit ${code})`;
  return new SensorFault('unreadable', message, `report it, with the output of ${tool}`);
}

/** A sentence that is known, wherever it stands; else the first line on standard error, or of what was printed. */
function wordsOf(stdout: string, stderr: string): string {
  const lines = [decidingLine(stderr), decidingLine(stdout)];
  return lines.find(line => knownComplaint(line) !== null) ?? lines.find(line => line !== '') ?? '';
}

/** For tools that detection does not ask; the others' are with their probes. */
const HOW_TO_GET: Readonly<Record<string, string>> = {
  ipmitool: 'install ipmitool and load its driver: sudo modprobe -a ipmi_devintf ipmi_si',
  powermetrics: 'powermetrics is part of macOS',
};

function howToGet(tool: string): string {
  const probes = PROBES.filter(probe => probe.tool === tool).map(probe => probe.howToGet);
  return HOW_TO_GET[tool] ?? (probes.length > 0 ? [...new Set(probes)].join('; or ') : `install ${tool}`);
}
