/** What a night was, as one document: for `--json`, and for the command that is told of news. */
import * as z from 'zod';
import { checkSchema } from '../../../reports/regressions/schema.ts';
import { interleavedSchema } from '../history/interleaved.ts';
import { runDocument, runDocumentSchema } from '../text/run-text.ts';
import { NEWS, newsOf, nightExit } from './exit.ts';
import type { Night } from './night.ts';
import { STAGES } from './stages.ts';
import { summaryOf } from './summary.ts';

export const NIGHTLY_SCHEMA = 'moebench.nightly/1';

export const NOTIFICATIONS = ['not-asked-for', 'no-news', 'sent', 'failed'] as const;

export const nightlyDocumentSchema = z.strictObject({
  schema: z.literal(NIGHTLY_SCHEMA),
  exitCode: z.int().nonnegative(),
  /** Why somebody is told; none: nothing is new. */
  news: z.array(z.enum(NEWS)),
  /** Sentences for a mail or a chat: what is news first. */
  summary: z.array(z.string()),
  /** Cells that were measured, also of a run that broke off. */
  measured: z.int().nonnegative(),
  /** null: the run broke off; `failures` says why. */
  run: runDocumentSchema.nullable(),
  /** null: there was no run to judge, or the check failed. */
  check: checkSchema.nullable(),
  /** Suspected steps that were measured again in turns. */
  interleaved: z.array(
    z.strictObject({ case: z.string(), target: z.string(), strategy: z.string(), result: interleavedSchema }),
  ),
  /** Files that were written. */
  outputs: z.array(z.strictObject({ format: z.string(), path: z.string() })),
  /** Stages that did not end well. */
  failures: z.array(z.strictObject({ stage: z.enum(STAGES), message: z.string() })),
  /** null in what the command itself is given. */
  notification: z.enum(NOTIFICATIONS).nullable(),
});

export type NightlyDocument = Readonly<z.infer<typeof nightlyDocumentSchema>>;

export function nightlyDocument(night: Night, notification: NightlyDocument['notification']): NightlyDocument {
  const { finished, site, measured, check, interleaved, outputs, failures } = night;
  return {
    schema: NIGHTLY_SCHEMA,
    exitCode: nightExit(night),
    news: [...newsOf(night)],
    summary: [...summaryOf(night)],
    measured,
    run: finished === null ? null : runDocument(finished, site?.page ?? null),
    check,
    interleaved: [...interleaved],
    outputs: [...outputs],
    failures: failures.map(({ stage, message }) => ({ stage, message })),
    notification,
  };
}
