/** The chain: every line of a record carries the SHA-256 of the line before, the last one seals it. Pure. */
import * as z from 'zod';
import { sha256 } from '../suites/identity.ts';
import { migrateLine, READABLE_SCHEMAS } from './migrate.ts';
import { RECORD_SCHEMA, type RecordLine, recordLineSchema } from './record.ts';
import { intactLines } from './record-file/intact.ts';

/** A line without its link to the one before, and a seal without its own hash. */
export type Unchained = RecordLine extends infer Line
  ? Line extends RecordLine
    ? Omit<Line, 'previousSha256' | 'ownSha256'>
    : never
  : never;

/** The text of the next line of a record, newline excluded; `previous` is the text of the line before it. */
export function chainLine(line: Unchained, previous: string | null): string {
  const text = JSON.stringify({ ...line, previousSha256: previous === null ? null : sha256(previous) });
  return line.kind === 'seal' ? withOwnSha256(text) : text;
}

/** What a record file turned out to be. */
export type Inspection = {
  /** The lines that hold, in order. Of a damaged record, those that the damage did not reach; none without a context. */
  readonly lines: readonly RecordLine[];
  readonly status: 'sealed' | 'unsealed' | 'broken' | 'newer';
  /** The schema that the record was written in. */
  readonly schema: string;
  /** Lines of the file that are not among `lines`. */
  readonly lost: number;
  /** The first line (from 1) that is not as it was written, and what is wrong with it; absent where nothing is. */
  readonly problem?: { readonly line: number; readonly message: string };
};

/**
 * Reads the lines that hold. A last line cut off mid-way is an unsealed record, anything else amiss a broken one. The chain is
 * checked over the lines as they were written; only then is a line of an older schema migrated and read.
 */
export function inspectRecord(text: string): Inspection {
  const { rows, tail, converted } = rowsOf(text);
  const first = rows[0] === undefined ? undefined : parseJson(rows[0]);
  const schema = schemaOf(first) ?? RECORD_SCHEMA;
  const total = rows.length + (tail === '' ? 0 : 1);
  const end = (status: Inspection['status'], lines: readonly RecordLine[], problem?: Problem): Inspection => {
    const found = { lines, status, schema, lost: total - lines.length };
    return problem === undefined ? found : { ...found, problem };
  };
  if (isNewer(schema)) {
    const readable = READABLE_SCHEMAS.at(-1);
    return end('newer', [], {
      line: 1,
      message: `has schema ${schema}, this moebench reads up to ${readable}: update moebench`,
    });
  }
  const read = rows.map(row => readRow(row, schema));
  const last = unendedLine(tail, rows, schema);
  if (last !== null) read.push(last);
  const problem = firstProblem(read) ?? tailProblem(read, tail, last !== null);
  const intact = intactLines(read);
  if (problem !== null && !problem.cutOff) return end('broken', intact, problem);
  if (converted !== null) return end('broken', intact, { line: 1, message: converted });
  const cut = problem === null ? undefined : { line: problem.line, message: problem.message };
  if (intact.length === 0) return end('broken', [], cut ?? { line: 1, message: 'the file is empty' });
  return end(intact.at(-1)?.kind === 'seal' ? 'sealed' : 'unsealed', intact, cut);
}

type Problem = NonNullable<Inspection['problem']>;

/** `line`: null where it cannot be read, for the reason in `problem`. */
type Row = {
  readonly text: string;
  /** Of the text: every line behind it is asked for it. */
  readonly sha256: string;
  readonly line: RecordLine | null;
  readonly problem: string;
};

/** The first row that is not as it was written. */
function firstProblem(rows: readonly Row[]): (Problem & { readonly cutOff: boolean }) | null {
  for (const [i, row] of rows.entries()) {
    const message = row.line === null ? row.problem : outOfPlace(row.line, i, rows[i - 1]);
    if (message !== null) return { line: i + 1, message, cutOff: false };
  }
  return null;
}

/** What is wrong with a line behind so many rows, all of which hold; `previous`: the last of them. */
function outOfPlace(line: RecordLine, place: number, previous: Row | undefined): string | null {
  if (line.previousSha256 !== (previous?.sha256 ?? null)) return 'does not follow from the line before it';
  if (previous?.line?.kind === 'seal') return 'stands behind the seal';
  if ((previous === undefined) !== (line.kind === 'context')) return 'a record has one context, first';
  return line.kind === 'seal' && line.lines !== place ? 'the seal counts other lines' : null;
}

/** What is wrong with the text behind the last line end. */
function tailProblem(
  rows: readonly Row[],
  tail: string,
  isWhole: boolean,
): (Problem & { readonly cutOff: boolean }) | null {
  if (tail === '' || isWhole) return null;
  if (rows.at(-1)?.line?.kind === 'seal')
    return { line: rows.length + 1, message: 'stands behind the seal', cutOff: false };
  return { line: rows.length + 1, message: 'is cut off', cutOff: true };
}

/**
 * The last row where only its line end is missing: JSON that was cut off does not parse, so it is whole. A seal without its line
 * end does not count: it is the last thing that is written, and then all of it is there.
 */
function unendedLine(tail: string, rows: readonly string[], schema: string): Row | null {
  const row = readRow(tail, schema);
  if (row.line === null || row.line.kind === 'seal') return null;
  const previous = rows.at(-1);
  return row.line.previousSha256 === (previous === undefined ? null : sha256(previous)) ? row : null;
}

/**
 * The rows of a file without what editors and transfers add at its edges: carriage returns and a byte order mark, neither of
 * which is ever in a line. `converted`: which of them there were.
 */
function rowsOf(text: string): { rows: readonly string[]; tail: string; converted: string | null } {
  const marked = text.startsWith(BYTE_ORDER_MARK);
  const parts = (marked ? text.slice(BYTE_ORDER_MARK.length) : text).split('\n');
  const tail = parts.pop() ?? '';
  const returned = parts.some(part => part.endsWith('\r'));
  const added = [...(marked ? ['a byte order mark'] : []), ...(returned ? ['carriage returns'] : [])];
  const converted = `a transfer or an editor added ${added.join(' and ')}: take them out, the lines are as they were`;
  return { rows: parts.map(part => part.replace(/\r$/, '')), tail, converted: added.length === 0 ? null : converted };
}

const BYTE_ORDER_MARK = '\uFEFF';

const OWN_SHA256 = /,"ownSha256":"[0-9a-f]{64}"\}$/;

/** The text of a seal with its own hash as its last field. */
function withOwnSha256(text: string): string {
  return `${text.slice(0, -1)},"ownSha256":"${sha256(text)}"}`;
}

/** undefined: the row is no JSON. */
function parseJson(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}

function schemaOf(value: unknown): string | null {
  const parsed = z.object({ schema: z.string() }).safeParse(value);
  return parsed.success ? parsed.data.schema : null;
}

/** A schema of a later program, by its number; what is no schema at all was damaged. */
function isNewer(schema: string): boolean {
  const numberOf = (name: string | undefined) => Number(/^moebench\.record\/(\d+)$/.exec(name ?? '')?.[1] ?? 0);
  return numberOf(schema) > numberOf(READABLE_SCHEMAS.at(-1));
}

function readRow(text: string, schema: string): Row {
  return { text, sha256: sha256(text), ...lineOf(text, schema) };
}

function lineOf(text: string, schema: string): Pick<Row, 'line' | 'problem'> {
  const value = parseJson(text);
  if (value === undefined) return { line: null, problem: 'is not JSON' };
  const parsed = recordLineSchema.safeParse(migrateLine(value, schema));
  if (parsed.success && parsed.data.kind === 'seal' && text !== withOwnSha256(text.replace(OWN_SHA256, '}')))
    return { line: null, problem: 'the seal was changed' };
  if (parsed.success) return { line: parsed.data, problem: '' };
  const issue = parsed.error.issues[0];
  return { line: null, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not hold'}` };
}
