/** What a probe can say: a device, a listing of devices, a finding. Plain JSON, and a union by status. */
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { type Reading, read, readingSchema, unavailable } from '../../results/reading.ts';

export const deviceSchema = z.strictObject({
  /** Who made it, lower-case kebab: `nvidia`, `alibaba-thead`. */
  vendor: z.string(),
  /** As the tool says it, even where the tool cuts it short. */
  name: z.string(),
  /** The number software addresses it by. A card with two dies is two devices. */
  index: z.int().nonnegative(),
  /** The card it sits on, where the tool tells cards and dies apart. */
  card: z.int().nonnegative().nullable(),
  uuid: z.string().nullable(),
  driver: z.string().nullable(),
  memoryBytes: readingSchema,
  /** Cut into slices (MIG, CPX): what runs on it has a part of it. Null where the tool does not say. */
  partitioned: z.boolean().nullable(),
});

export const findingSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('found'),
    by: z.enum(['tool', 'driver-file']),
    devices: z.array(deviceSchema).min(1),
  }),
  /** Neither tool nor driver is there. */
  z.strictObject({ status: z.literal('absent'), howToGet: z.string() }),
  /** The tool answered, but not with a device listing this program can vouch for. */
  z.strictObject({ status: z.literal('unreadable'), firstLine: z.string() }),
  /** The tool is there and says, in these words, that it could not list devices. */
  z.strictObject({ status: z.literal('failed'), message: z.string() }),
]);

export type Device = Readonly<z.infer<typeof deviceSchema>>;
export type Finding = Readonly<z.infer<typeof findingSchema>>;
export type Parsed = Exclude<Finding, { status: 'absent' }>;

/** A parser of one tool's output: pure, never throws. */
export type Parse = (text: string) => Parsed;

/** One device as a listing spells it: texts with their units, not yet values. */
export type Row = {
  readonly index: number;
  readonly name: string;
  readonly vendor?: string;
  readonly card?: number;
  readonly uuid?: string | undefined;
  readonly driver?: string | undefined;
  /** `81559 MiB`, `[N/A]`: how much the device has, as written. */
  readonly memory?: string | undefined;
  readonly partitioned?: boolean | undefined;
  /** What it draws, at what: `81W`, `[N/A]`, `45.0°C`, as written. Energy sensors read them; a device has none of it. */
  readonly power?: string | undefined;
  /** What it has used since some zero of its own: `18946473.99 J`. */
  readonly energy?: string | undefined;
  readonly powerLimit?: string | undefined;
  readonly temperature?: string | undefined;
  readonly clock?: string | undefined;
  readonly memoryClock?: string | undefined;
};

/** Reads one form of listing. `null`: not this form, or one that cannot be trusted to be whole. */
export type ReadRows = (text: string) => readonly Row[] | null;

const ERROR_WORDS =
  /\b(no (supported )?(devices?|gpus?)|not (found|loaded|installed|supported|permitted)|fail(ed|ure)?|denied|insufficient|unable|couldn't|cannot|error)\b/i;

/** A parser from the forms one tool's listing comes in. A form that lists nothing, or only in part, finds nothing. */
export function parser(tool: string, vendorOf: (name: string) => string, forms: readonly ReadRows[]): Parse {
  return output => {
    const text = stripVTControlCharacters(output);
    for (const form of forms) {
      const rows = form(text);
      if (rows && rows.length > 0) {
        return { status: 'found', by: 'tool', devices: rows.map(row => toDevice(row, tool, vendorOf)) };
      }
    }
    const firstLine = firstLineOf(text);
    return ERROR_WORDS.test(firstLine) || firstLine === ''
      ? { status: 'failed', message: firstLine || `${tool} printed nothing` }
      : { status: 'unreadable', firstLine };
  };
}

function toDevice(row: Row, tool: string, vendorOf: (name: string) => string): Device {
  return {
    vendor: row.vendor ?? vendorOf(row.name),
    name: row.name,
    index: row.index,
    card: row.card ?? null,
    uuid: said(row.uuid),
    driver: said(row.driver),
    memoryBytes: memoryReading(row.memory, tool),
    partitioned: row.partitioned ?? null,
  };
}

const BYTES_PER: Readonly<Record<string, number>> = {
  B: 1,
  KB: 2 ** 10,
  KIB: 2 ** 10,
  MB: 2 ** 20,
  MIB: 2 ** 20,
  GB: 2 ** 30,
  GIB: 2 ** 30,
};

/** `81559 MiB` as bytes. Vendor tools that write MB or KB mean powers of two (65536 MB is a 64 GiB card). */
export function memoryReading(text: string | undefined, tool: string): Reading {
  if (text === undefined) return unavailable('form-silent', { tool });
  const [, amount, unit] = /^([\d.]+)\s*([KMG]?i?B)$/i.exec(text.trim()) ?? [];
  const bytes = Number(amount) * (BYTES_PER[(unit ?? '').toUpperCase()] ?? Number.NaN);
  return bytes > 0 ? read(bytes, tool, 'device') : unavailable('unreadable-value', { tool, said: text.trim() });
}

/** What was said, or null for the ways tools have of saying nothing. */
export function said(text: string | undefined): string | null {
  const value = text?.trim() ?? '';
  return /^(\[?(n\/?a|not supported|unknown error|unknown)\]?|-|)$/i.test(value) ? null : value;
}

/** The lines of a text, without trailing blanks. */
export function lines(text: string): string[] {
  return text.split('\n').map(line => line.trimEnd());
}

/** MIG mode as nvidia-smi and its likes put it; cards that have no such mode cannot be cut. */
export function isPartitioned(mode: string | undefined): boolean | undefined {
  if (mode === undefined) return undefined;
  return mode === 'Enabled';
}

/** True where someone cut the listing short: what is left cannot be counted. */
export function isCut(text: string): boolean {
  return lines(text).some(line => /^\s*(\.\.\.|…|\[\.\.\.\]|\[output truncated\])\s*$/.test(line));
}

function firstLineOf(text: string): string {
  const first = lines(text).find(line => /\w/.test(line)) ?? '';
  return first.trim().slice(0, 200);
}
