/**
 * The step times beside a record: one gzip member a line, so that what is damaged costs its own line and no other. Each line is
 * hashed in the record.
 */
import { gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';

/** What a samples file holds. */
export type SampleMembers = {
  readonly members: readonly SampleMember[];
  /** Some bytes belong to no member that can be read. */
  readonly damaged: boolean;
};

/** `end`: where its bytes end in the file. A member that another program made may hold several lines. */
export type SampleMember = { readonly lines: readonly string[]; readonly end: number };

/** The bytes of a line. */
export function sampleMember(line: string): Buffer {
  return gzipSync(`${line}\n`);
}

/** A line of a samples file; step times in the order in which they were taken. */
export const sampleLineSchema = z.strictObject({ cell: z.string(), stepMs: z.array(z.number().nonnegative()).min(1) });

/** Every member that can be read; behind one that cannot, reading goes on with the next. */
export function readMembers(bytes: Buffer): SampleMembers {
  const members: SampleMember[] = [];
  let damaged = false;
  for (let at = 0; at < bytes.length; ) {
    const member = memberAt(bytes, at);
    if (member !== null) members.push(member);
    else damaged = true;
    at = member?.end ?? nextStart(bytes, at + 1);
  }
  return { members, damaged };
}

/** A member begins so: its magic number, and deflate. Then a byte of flags: 0 where the header has no optional field. */
const START = Buffer.from([0x1f, 0x8b, 0x08]);
const HEADER_BYTES = 10;
/** CRC-32 and length. */
const TRAILER_BYTES = 8;

function nextStart(bytes: Buffer, from: number): number {
  const start = bytes.indexOf(START, from);
  return start === -1 ? bytes.length : start;
}

/** The member that begins there; null where none does, or its checksum does not hold. */
function memberAt(bytes: Buffer, at: number): SampleMember | null {
  if (!bytes.subarray(at, at + START.length).equals(START)) return null;
  try {
    const end = at + memberBytes(bytes.subarray(at));
    const text = gunzipSync(bytes.subarray(at, end)).toString('utf8');
    return { lines: text.split('\n').slice(0, -1), end };
  } catch {
    return null;
  }
}

/** How long the first member is. Where its header has optional fields, another program made it: then all up to the end is taken. */
function memberBytes(bytes: Buffer): number {
  if (bytes[START.length] !== 0) return readBytes(gunzipSync(bytes, { info: true }));
  return HEADER_BYTES + readBytes(inflateRawSync(bytes.subarray(HEADER_BYTES), { info: true })) + TRAILER_BYTES;
}

/** With `info` zlib also tells how far it read; Node's types do not know. */
const infoSchema = z.object({ engine: z.object({ bytesWritten: z.int() }) });

const readBytes = (unzipped: unknown): number => infoSchema.parse(unzipped).engine.bytesWritten;
