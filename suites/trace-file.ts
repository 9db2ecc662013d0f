/** A file of recorded choices: which experts each token of a real run was sent to. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { MOST_TRACED_EXPERTS, traceRouting } from './moe/routing/trace.ts';
import { UsageError } from './usage-error.ts';
import type { Routing } from './workload.ts';

export const traceFileSchema = z.strictObject({
  schema: z.literal('moebench.trace/1'),
  model: z.string(),
  experts: z.int().positive().max(MOST_TRACED_EXPERTS),
  topK: z.int().positive(),
  /** A row a token: its experts, in any order. */
  choices: z.array(z.array(z.int().nonnegative())),
});

/** What a trace must be of to stand for a workload. */
export type Traced = {
  readonly model: string;
  readonly tokens: number;
  readonly experts: number;
  readonly topK: number;
};

/** The file of a routing that is asked for as `trace:<file>`; null for any other. */
export function traceFileOf(routing: string): string | null {
  return /^trace:(.+)$/.exec(routing)?.[1] ?? null;
}

/** The first rows of a trace file as a routing. UsageError, in one line, for a file that is none or is of other work. */
export function readTrace(path: string, asked: Traced): Routing {
  return parseTrace(textOf(path), path, asked);
}

export function parseTrace(text: string, path: string, asked: Traced): Routing {
  const fail = (message: string) => new UsageError(`trace ${path}: ${message}`);
  const parsed = traceFileSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.join('.');
    throw fail(`not a trace: ${where}: ${issue?.message ?? 'does not hold'}`);
  }
  const { model, experts, topK, choices } = parsed.data;
  if (model !== asked.model) throw fail(`recorded of ${model}; give one of ${asked.model}`);
  if (experts !== asked.experts) throw fail(`recorded with ${experts} experts; the workload has ${asked.experts}`);
  if (topK !== asked.topK) throw fail(`recorded with topK ${topK}; the workload has ${asked.topK}`);
  if (choices.length < asked.tokens) {
    throw fail(
      `holds ${choices.length} tokens; the workload has ${asked.tokens}: give --tokens ${choices.length} or less`,
    );
  }
  const rows = choices.slice(0, asked.tokens);
  rows.forEach((row, token) => {
    const stray = row.find(expert => expert >= experts);
    if (stray !== undefined) throw fail(`choices.${token} names expert ${stray}; the last is ${experts - 1}`);
    if (row.length !== topK) throw fail(`choices.${token} has ${row.length} experts; give ${topK}`);
    if (new Set(row).size !== topK) throw fail(`choices.${token} names an expert twice: ${row.join(', ')}`);
  });
  return traceRouting(rows);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new UsageError(`trace ${path}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`, {
      cause,
    });
  }
}

/** undefined for what is no JSON: no trace either. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
