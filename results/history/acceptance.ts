/**
 * A step that somebody took as the new baseline: one line of `accepted.jsonl`, which carries the SHA-256 of the line before it as the
 * lines of a record do. Pure.
 */
import { z } from 'zod';
import { sha256 } from '../../suites/identity.ts';
import { METRICS } from './metrics.ts';
import { seriesKeySchema } from './observation.ts';

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
  previousSha256: z.hash('sha256').nullable(),
});

export type AcceptanceLine = Readonly<z.infer<typeof acceptanceLineSchema>>;

/** `not-json`, `not-an-acceptance`: not used. `changed`: not as it was written, not used. `lines-before-missing`: used. */
export const ACCEPTANCE_DAMAGE = ['not-json', 'not-an-acceptance', 'changed', 'lines-before-missing'] as const;

export type DamagedLine = { readonly line: number; readonly code: (typeof ACCEPTANCE_DAMAGE)[number] };
export type Acceptances = {
  readonly lines: readonly AcceptanceLine[];
  /** By line of the file, from 1. */
  readonly damaged: readonly DamagedLine[];
};

export const NO_ACCEPTANCES: Acceptances = { lines: [], damaged: [] };

type Row = {
  readonly text: string;
  readonly line: AcceptanceLine | null;
  readonly code: 'not-json' | 'not-an-acceptance';
};

/** The lines to use, and those that are not as they were written: what is damaged is said, and a step it accepted is open again. */
export function readAcceptances(text: string): Acceptances {
  const rows = rowsOf(text).map(readRow);
  const damaged: DamagedLine[] = [];
  const lines: AcceptanceLine[] = [];
  for (const [i, row] of rows.entries()) {
    const code = row.line === null ? row.code : isContradicted(row, rows[i + 1]) ? 'changed' : null;
    if (code !== null) damaged.push({ line: i + 1, code });
    else if (row.line !== null) lines.push(row.line);
    if (i === 0 && row.line !== null && row.line.previousSha256 !== null)
      damaged.push({ line: 1, code: 'lines-before-missing' });
  }
  return { lines, damaged };
}

/** What is appended to a file of this text for one more acceptance. A line that was cut off stays as it is, on a line of its own. */
export function appendedText(text: string, line: Omit<AcceptanceLine, 'schema' | 'previousSha256'>): string {
  const previous = rowsOf(text).at(-1);
  const chained: AcceptanceLine = {
    schema: ACCEPTANCE_SCHEMA,
    ...line,
    previousSha256: previous === undefined ? null : sha256(previous),
  };
  return `${text === '' || text.endsWith('\n') ? '' : '\n'}${JSON.stringify(chained)}\n`;
}

/** An editor's carriage returns and empty lines are no part of any line. */
function rowsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map(row => row.replace(/\r$/, ''))
    .filter(row => row !== '');
}

function readRow(text: string): Row {
  try {
    const parsed = acceptanceLineSchema.safeParse(JSON.parse(text));
    return { text, line: parsed.success ? parsed.data : null, code: 'not-an-acceptance' };
  } catch {
    return { text, line: null, code: 'not-json' };
  }
}

/** Whether the next line was written behind another line than this one. A line that cannot be read contradicts nothing. */
function isContradicted({ text }: Row, next: Row | undefined): boolean {
  return next !== undefined && next.line !== null && next.line.previousSha256 !== sha256(text);
}
