/** Levels that an interleaved comparison agreed with: a line each, beside the records, so that the next night still knows. Pure. */
import * as z from 'zod';
import { intervalFields } from '../schema/figure.ts';
import { METRICS } from './metrics.ts';
import { seriesKeySchema } from './observation.ts';

export const INTERLEAVED_SCHEMA = 'moebench.interleaved/1';

export const agreementSchema = z.strictObject({
  schema: z.literal(INTERLEAVED_SCHEMA),
  comparedAt: z.iso.datetime(),
  series: seriesKeySchema,
  metric: z.enum(METRICS),
  /** The first run of the level. */
  first: z.strictObject({ runId: z.string() }),
  /** Step time by tonight's runtime ÷ by the previous. */
  ratio: z.strictObject(intervalFields),
});

export type Agreement = Readonly<z.infer<typeof agreementSchema>>;

/** The agreements of a file. A line that is half written or of another version is left out: the nights will agree without it. */
export function readAgreements(text: string): readonly Agreement[] {
  return text.split('\n').flatMap(line => {
    const parsed = agreementSchema.safeParse(jsonOrNull(line));
    return parsed.success ? [parsed.data] : [];
  });
}

function jsonOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
