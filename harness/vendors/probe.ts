/** One tool that lists accelerators, and what it found. */

import type { Execution, Tools } from '../tool.ts';
import type { Finding, Parse } from './device.ts';
import { withoutBroken } from './words/broken.ts';
import { runKnown } from './words/unknown-field.ts';

export type Probe = {
  readonly vendor: string;
  /** The vendor's devices, as people call them. */
  readonly label: string;
  readonly tool: string;
  readonly argv: readonly string[];
  /** Asked in this order where the answer to `argv` lists no devices. */
  readonly otherwise?: readonly (readonly string[])[];
  readonly parse: Parse;
  readonly howToGet: string;
  /** Where the tool exists at all; anywhere, if not said. */
  readonly platform?: NodeJS.Platform;
  /** By what it printed: another maker's tool of the same name. */
  readonly isOther?: (text: string) => boolean;
};

const TIMEOUT_MS = 20_000;

/** Asks one tool. A tool that is missing, hangs, fails or prints something else is a finding, never an exception. */
export async function runProbe(probe: Probe, tools: Tools): Promise<Finding> {
  const first = await askOnce(probe, probe.argv, tools);
  // A tool that hangs, or may not be run, is not asked again.
  if (!first.answered) return first.finding;
  for (const argv of probe.otherwise ?? []) {
    if (first.finding.status !== 'failed' && first.finding.status !== 'unreadable') break;
    const { finding, answered } = await askOnce(probe, argv, tools);
    if (answered && finding.status !== 'failed' && finding.status !== 'unreadable') return finding;
  }
  // A tool that can be asked nothing says why best where it was asked what it should know.
  return first.finding;
}

async function askOnce(
  probe: Probe,
  argv: readonly string[],
  tools: Tools,
): Promise<{ readonly finding: Finding; readonly answered: boolean }> {
  const { tool, howToGet } = probe;
  const { execution } = await runKnown(tools, tool, argv, TIMEOUT_MS);
  const absent: Finding = { status: 'absent', howToGet };
  // Of two makers' tools, one is told by what it prints: one that prints nothing is the other's.
  const silent = (message: string): Finding => (probe.isOther?.('') ? absent : { status: 'failed', message });
  switch (execution.status) {
    case 'not-there':
      return { finding: absent, answered: false };
    case 'denied':
      return { finding: silent(`${tool} may not be run by this user`), answered: false };
    case 'timeout':
      return { finding: silent(`${tool} did not answer within ${execution.afterMs / 1000} s`), answered: false };
    case 'exited': {
      const isOther = probe.isOther?.(`${execution.stdout}\n${execution.stderr}`) === true;
      return { finding: isOther ? absent : findingIn(probe, execution), answered: true };
    }
  }
}

function findingIn({ parse }: Probe, { stdout, stderr, code }: Execution & { status: 'exited' }): Finding {
  const listing = parse(stdout);
  if (listing.status === 'found') return { ...listing, broken: [...listing.broken, ...withoutBroken(stderr).broken] };
  if (listing.status === 'broken' || stderr.trim() === '') return listing;
  // What a tool says on standard error is why it listed nothing.
  const complaint = parse(stderr);
  // Some print their listing there.
  if (complaint.status !== 'unreadable') return complaint;
  return code === 0 ? listing : { status: 'failed', message: complaint.firstLine };
}
