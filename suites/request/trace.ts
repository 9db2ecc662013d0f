/** A file of recorded choices: which experts each token of a real run was sent to. Pure. */
import * as z from 'zod';
import { MOST_TRACED_EXPERTS, traceRouting } from '../moe/routing/trace.ts';
import { UsageError } from '../usage-error.ts';
import type { Routing } from '../workload.ts';

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

/** The first rows of a trace as a routing. UsageError, in one line, for a text that is none or is of other work. */
export function parseTrace(text: string, path: string, work: Traced): Routing {
  const fail = (message: string) => new UsageError(`trace ${path}: ${message}`);
  const parsed = traceFileSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.join('.');
    throw fail(`not a trace: ${where}: ${issue?.message ?? 'does not hold'}`);
  }
  const { model, experts, topK, choices } = parsed.data;
  if (model !== work.model) throw fail(`recorded of ${model}; give one of ${work.model}`);
  if (experts !== work.experts) throw fail(`recorded with ${experts} experts; the workload has ${work.experts}`);
  if (topK !== work.topK) throw fail(`recorded with topK ${topK}; the workload has ${work.topK}`);
  if (choices.length < work.tokens) {
    throw fail(
      `holds ${choices.length} tokens; the workload has ${work.tokens}: give --tokens ${choices.length} or less`,
    );
  }
  const rows = choices.slice(0, work.tokens);
  rows.forEach((row, token) => {
    const stray = row.find(expert => expert >= experts);
    if (stray !== undefined) throw fail(`choices.${token} names expert ${stray}; the last is ${experts - 1}`);
    if (row.length !== topK) throw fail(`choices.${token} has ${row.length} experts; give ${topK}`);
    if (new Set(row).size !== topK) throw fail(`choices.${token} names an expert twice: ${row.join(', ')}`);
  });
  return traceRouting(rows);
}

/** undefined for what is no JSON: no trace either. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
