/**
 * A step that somebody took as the new baseline: one line of `accepted.jsonl`, which carries the SHA-256 of the line before it, as the
 * lines of a record do, and its own, as a seal does. Pure.
 */
import * as z from 'zod';
import { sha256 } from '../../suites/identity.ts';
import { sha } from '../schema/outcome.ts';
import { METRICS } from './metrics.ts';
import { seriesKeySchema } from './observation.ts';

/** Beside the folder of the records. */
export const ACCEPTANCES_FILE = 'accepted.jsonl';
export const ACCEPTANCE_SCHEMA = 'moebench.acceptance/1';

export const acceptanceLineSchema = z.strictObject({
  schema: z.literal(ACCEPTANCE_SCHEMA),
  acceptedAt: z.iso.datetime(),
  by: z.string().min(1),
  reason: z.string().min(1),
  series: seriesKeySchema,
  /** Its name when it was accepted, for people: the series is known by its workload's hash. */
  case: z.string(),
  metric: z.enum(METRICS),
  /** The first run of the level that was accepted. */
  first: z.strictObject({ runId: z.string(), startedAt: z.iso.datetime() }),
  /** Level since ÷ level before, as it was seen then. */
  ratio: z.number().positive(),
  previousSha256: sha.nullable(),
  /** Of the line without this field. */
  ownSha256: sha,
});

export type AcceptanceLine = Readonly<z.infer<typeof acceptanceLineSchema>>;

/** `not-json`, `not-an-acceptance`, `changed`: not used. `lines-before-missing`: the line itself is as it was written, and is used. */
export const ACCEPTANCE_DAMAGE = ['not-json', 'not-an-acceptance', 'changed', 'lines-before-missing'] as const;

export type DamagedLine = { readonly line: number; readonly code: (typeof ACCEPTANCE_DAMAGE)[number] };
export type Acceptances = {
  readonly lines: readonly AcceptanceLine[];
  /** By line of the file, from 1. */
  readonly damaged: readonly DamagedLine[];
};

/** What is said of a step; the rest of its line is made when it is appended. */
export type NewAcceptance = Omit<AcceptanceLine, 'schema' | 'previousSha256' | 'ownSha256'>;

export const NO_ACCEPTANCES: Acceptances = { lines: [], damaged: [] };

type Row =
  | { readonly text: string; readonly line: AcceptanceLine }
  | { readonly text: string; readonly line: null; readonly code: DamagedLine['code'] };

/** The lines to use, and those that are not as they were written: a step that such a line accepted is open again. */
export function readAcceptances(text: string): Acceptances {
  const rows = rowsOf(text).map(readRow);
  const damaged = rows.flatMap((row, i): readonly DamagedLine[] => {
    if (row.line === null) return [{ line: i + 1, code: row.code }];
    return isBehind(row.line, rows[i - 1]) ? [] : [{ line: i + 1, code: 'lines-before-missing' }];
  });
  return { lines: rows.flatMap(({ line }) => line ?? []), damaged };
}

/** What is appended to a file of this text for one more acceptance. A line that was cut off stays as it is, on a line of its own. */
export function appendedText(text: string, acceptance: NewAcceptance): string {
  const previous = rowsOf(text).at(-1);
  const previousSha256 = previous === undefined ? null : sha256(previous);
  const line = JSON.stringify({ schema: ACCEPTANCE_SCHEMA, ...acceptance, previousSha256 });
  return `${text === '' || text.endsWith('\n') ? '' : '\n'}${withOwnSha256(line)}\n`;
}

/** An editor's carriage returns and empty lines are no part of any line. */
function rowsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map(row => row.replace(/\r$/, ''))
    .filter(row => row !== '');
}

const OWN_SHA256 = /,"ownSha256":"[0-9a-f]{64}"\}$/;

/** The text of a line with its own hash as its last field: the newest line has no other behind it that would know it. */
function withOwnSha256(text: string): string {
  return `${text.slice(0, -1)},"ownSha256":"${sha256(text)}"}`;
}

function readRow(text: string): Row {
  try {
    const parsed = acceptanceLineSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return { text, line: null, code: 'not-an-acceptance' };
    const isIntact = text === withOwnSha256(text.replace(OWN_SHA256, '}'));
    return isIntact ? { text, line: parsed.data } : { text, line: null, code: 'changed' };
  } catch {
    return { text, line: null, code: 'not-json' };
  }
}

/** Whether a line was written behind the one that stands before it. Behind a damaged line nobody can know. */
function isBehind({ previousSha256 }: AcceptanceLine, before: Row | undefined): boolean {
  if (before === undefined) return previousSha256 === null;
  return before.line === null || previousSha256 === sha256(before.text);
}
