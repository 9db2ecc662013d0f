/** A row of the catalog, whatever it is of: where it comes from, the columns several files share, and how rows are checked. */
import { z } from 'zod';
import { dateSchema } from './date.ts';
import { lineSchema } from './line.ts';

/** Beyond these, products of rows are no float64 any more. */
const isOrdinary = (value: number): boolean => value <= 0 || (value >= 1e-30 && value <= 1e30);
export const positive = z.number().positive().refine(isOrdinary, 'give a number between 1e-30 and 1e+30');
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A currency of ISO 4217. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'give a currency by its three letters, as CNY', abort: true })
  .refine(code => CURRENCIES.has(code), 'no such currency; give its three letters, as CNY');

/** Where a row comes from: every row of the catalog has it. */
export const provenance = {
  source: lineSchema,
  date: dateSchema(2025),
  confidence: z.enum(['high', 'medium', 'low', 'unverified']),
};

/** Dense peaks in FLOP/s. `float32` is IEEE; `tf32` is its own column and never stands in for it. */
export const peakFlopsSchema = z.strictObject({
  float32: positive.nullable(),
  tf32: positive.nullable(),
  bfloat16: positive.nullable(),
  float16: positive.nullable(),
  float8: positive.nullable(),
});

/** Checks rows one by one, so that the message names the row: `prices.json row 7 (amd-mi300x): low: …`. */
export function checkRows<Row>(
  file: string,
  schema: z.ZodType<Row>,
  rows: unknown,
  Fault: new (message: string) => Error = Error,
): Row[] {
  if (!Array.isArray(rows)) throw new Fault(`${file}: give a list of rows`);
  return rows.map((row: unknown, index) => {
    const checked = schema.safeParse(row);
    if (checked.success) return checked.data;
    const wrong = checked.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Fault(`${file} row ${index + 1} (${nameOf(row)}): ${wrong}`);
  });
}

function nameOf(row: unknown): string {
  const named = z.union([z.object({ id: z.string() }), z.object({ chip: z.string() })]).safeParse(row);
  if (!named.success) return 'unnamed';
  return 'id' in named.data ? named.data.id : named.data.chip;
}
