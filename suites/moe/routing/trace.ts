/** Recorded choices as a workload carries them: [T,k] row-major, 16 bits each, little-endian, in base64. Pure. */

import { sha256 } from '../../identity.ts';
import type { Routing } from '../../workload.ts';

type Trace = Extract<Routing, { kind: 'trace' }>;

/** Experts a trace can name. */
export const MOST_TRACED_EXPERTS = 2 ** 16;

/**
 * A routing of the given choices, a row a token. Within a row they are put in rising order: a forced expert is chosen whatever
 * its place, so rows that differ in their order alone are the same work, and hash alike.
 */
export function traceRouting(choices: readonly (readonly number[])[]): Trace {
  const experts = Uint16Array.from(choices.flatMap(row => row.toSorted((a, b) => a - b)));
  const bytes = Buffer.alloc(2 * experts.length);
  experts.forEach((expert, i) => {
    bytes.writeUInt16LE(expert, 2 * i);
  });
  return { kind: 'trace', choices: bytes.toString('base64') };
}

/** The choices of a trace, [T,k] row-major. */
export function traceChoices({ choices }: Trace): Uint16Array {
  const bytes = Buffer.from(choices, 'base64');
  return Uint16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(2 * i));
}

/** The first `pairs` choices of a trace. */
export function cutTrace({ choices }: Trace, pairs: number): Trace {
  return {
    kind: 'trace',
    choices: Buffer.from(choices, 'base64')
      .subarray(0, 2 * pairs)
      .toString('base64'),
  };
}

/** What a trace is called: the first eight digits of the SHA-256 of its choices' bytes. */
export function traceName({ choices }: Trace): string {
  return sha256(Buffer.from(choices, 'base64')).slice(0, 8);
}
