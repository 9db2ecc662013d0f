/** What a probe can say: a device, a listing of devices, a finding. Plain JSON, and a union by status. */
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { type Reading, read, readingSchema, unavailable } from '../../results/schema/reading.ts';
import {
  type BrokenBoard,
  brokenBoardSchema,
  isBrokenName,
  isBrokenSize,
  isBrokenWord,
  withoutBroken,
} from './words/broken.ts';
import { decidingLine, knownComplaint } from './words/complaints.ts';
import { isShareOfNamed, isSliceName } from './words/slices.ts';

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
  /** A part of a card, or cut into parts (MIG, vGPU, CPX): what runs on it has a part of it. Null where the tool does not say. */
  partitioned: z.boolean().nullable(),
});

export const findingSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('found'),
    by: z.enum(['tool', 'driver-file']),
    devices: z.array(deviceSchema).min(1),
    /** Boards that the tool lists beside them and cannot read. */
    broken: z.array(brokenBoardSchema),
  }),
  /** There are boards, and none of them answers. */
  z.strictObject({ status: z.literal('broken'), broken: z.array(brokenBoardSchema).min(1) }),
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
  /** Where the tool says in a column of its own that the device does not answer: what it says. */
  readonly fault?: string;
};

/** Reads one form of listing. `null`: not this form, or one that cannot be trusted to be whole. */
export type ReadRows = (text: string) => readonly Row[] | null;

const ERROR_WORDS =
  /\b(no (supported )?(devices?|gpus?)|not (found|loaded|installed|supported|permitted)|fail(ed|ure)?|denied|insufficient|unable|couldn't|cannot|error)\b/i;

/** A parser from the forms one tool's listing comes in. A form that lists nothing, or only in part, finds nothing. */
export function parser(tool: string, vendorOf: (name: string) => string, forms: readonly ReadRows[]): Parse {
  return output => {
    const { text, broken: named } = withoutBroken(stripVTControlCharacters(output));
    for (const form of forms) {
      const { healthy, broken: listed } = byHealth(form(text) ?? []);
      const broken = [...named, ...listed];
      if (healthy.length > 0) {
        return { status: 'found', by: 'tool', devices: healthy.map(row => toDevice(row, tool, vendorOf)), broken };
      }
      if (listed.length > 0) return { status: 'broken', broken };
    }
    if (named.length > 0) return { status: 'broken', broken: [...named] };
    const line = decidingLine(text).slice(0, 200);
    const isComplaint = ERROR_WORDS.test(line) || knownComplaint(line) !== null;
    return isComplaint || line === ''
      ? { status: 'failed', message: line || `${tool} printed nothing` }
      : { status: 'unreadable', firstLine: line };
  };
}

/** Rows of boards that answer, and the others: one that does not has an error where its name or its memory belongs. */
export function byHealth(rows: readonly Row[]): { readonly healthy: readonly Row[]; readonly broken: BrokenBoard[] } {
  const errorIn = ({ fault, name, memory = '' }: Row) =>
    fault ?? (isBrokenName(name) ? name : isBrokenSize(memory) ? memory : null);
  return {
    healthy: rows.filter(row => errorIn(row) === null),
    broken: rows.flatMap(row => {
      const says = errorIn(row);
      return says === null ? [] : [{ index: row.index, says: says.trim() }];
    }),
  };
}

function toDevice(row: Row, tool: string, vendorOf: (name: string) => string): Device {
  const memoryBytes = memoryReading(row.memory, tool);
  const isShare = memoryBytes.available && isShareOfNamed(row.name, memoryBytes.value);
  return {
    vendor: row.vendor ?? vendorOf(row.name),
    name: row.name,
    index: row.index,
    card: row.card ?? null,
    uuid: said(row.uuid),
    driver: said(row.driver),
    memoryBytes,
    partitioned: isShare || isSliceName(row.name) ? true : (row.partitioned ?? null),
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
  const isNothing = /^(\[?(n\/?a|not supported|unknown error|unknown|insufficient permissions)\]?|-|)$/i.test(value);
  return isNothing || isBrokenWord(value) ? null : value;
}

/**
 * Boards of NVIDIA that can be cut by MIG, and names that leave open which board it is: where one does not tell its mode, whether it
 * is cut is not known.
 */
const CAN_BE_CUT = /\b((A100|A800|A30|[GH]\d{3}|H20|G?B\d00)[A-Z]*|PPU\b|RTX PRO \d{4}|Graphics Device\b|Virtual\b)/i;

const MODES: Readonly<Record<string, boolean>> = { enabled: true, disabled: false };

/** MIG mode as nvidia-smi and its likes put it; a card of a kind that has no such mode cannot be cut. A mode in other words tells nothing. */
export function isPartitioned(mode: string | undefined, name: string): boolean | undefined {
  if (mode === undefined) return undefined;
  if (said(mode) === null) return CAN_BE_CUT.test(name) ? undefined : false;
  return MODES[
    mode
      .trim()
      .replace(/^\[(.*)\]$/, '$1')
      .toLowerCase()
  ];
}
