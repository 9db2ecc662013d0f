/** The chain: every line of a record carries the SHA-256 of the line before, the last one seals it. Pure. */
import { z } from 'zod';
import { sha256 } from '../suites/workload.ts';
import { migrateLine, READABLE_SCHEMAS } from './migrate.ts';
import { RECORD_SCHEMA, type RecordLine, recordLineSchema } from './record.ts';

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

/** What a record file turned out to be. `lines`: those that hold, in order. */
export type Inspection = {
  readonly lines: readonly RecordLine[];
  readonly status: 'sealed' | 'unsealed' | 'broken' | 'newer';
  /** The schema that the record was written in. */
  readonly schema: string;
  /** Line number (from 1) and what is wrong with it; absent where nothing is. */
  readonly problem?: { readonly line: number; readonly message: string };
};

/**
 * Reads as many lines as hold. A last line cut off mid-way is an unsealed record, anything else amiss a broken one. The chain is
 * checked over the lines as they were written; only then is a line of an older schema migrated and read.
 */
export function inspectRecord(text: string): Inspection {
  const rows = text.split('\n');
  const tail = rows.pop() ?? '';
  const lines: RecordLine[] = [];
  let schema = RECORD_SCHEMA;
  const end = (status: Inspection['status'], line?: number, message?: string): Inspection =>
    line === undefined || message === undefined
      ? { lines, status, schema }
      : { lines, status, schema, problem: { line, message } };
  for (const [i, row] of rows.entries()) {
    const value = parseJson(row);
    if (value === undefined) return end('broken', i + 1, 'is not JSON');
    if (i === 0) schema = schemaOf(value) ?? schema;
    if (!READABLE_SCHEMAS.includes(schema)) {
      const readable = READABLE_SCHEMAS.at(-1);
      return end('newer', i + 1, `has schema ${schema}, this moebench reads up to ${readable}: update moebench`);
    }
    const parsed = parseLine(migrateLine(value, schema));
    if ('problem' in parsed) return end('broken', i + 1, parsed.problem);
    const expected = i === 0 ? null : sha256(rows[i - 1] ?? '');
    if (parsed.line.previousSha256 !== expected) return end('broken', i + 1, 'does not follow from the line before it');
    if (lines.at(-1)?.kind === 'seal') return end('broken', i + 1, 'stands behind the seal');
    if ((i === 0) !== (parsed.line.kind === 'context')) return end('broken', i + 1, 'a record has one context, first');
    if (parsed.line.kind === 'seal' && parsed.line.lines !== i)
      return end('broken', i + 1, 'the seal counts other lines');
    if (parsed.line.kind === 'seal' && row !== withOwnSha256(row.replace(OWN_SHA256, '}')))
      return end('broken', i + 1, 'the seal was changed');
    lines.push(parsed.line);
  }
  if (tail !== '') return end(lines.length > 0 ? 'unsealed' : 'broken', rows.length + 1, 'is cut off');
  if (lines.length === 0) return end('broken', 1, 'the file is empty');
  return end(lines.at(-1)?.kind === 'seal' ? 'sealed' : 'unsealed');
}

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

function parseLine(value: unknown): { line: RecordLine } | { problem: string } {
  const parsed = recordLineSchema.safeParse(value);
  if (parsed.success) return { line: parsed.data };
  const issue = parsed.error.issues[0];
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not hold'}` };
}
