/** A row of the catalog, whatever it is of: where it comes from, the columns several files share, and how rows are checked. */
import * as z from 'zod';
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

/** A fault of a row's file, and what each field is needed for: said where a row leaves fields out. */
export type RowDoor = {
  readonly Fault: new (message: string) => Error;
  readonly neededFor: Readonly<Record<string, string>>;
};

const SHIPPED: RowDoor = { Fault: Error, neededFor: {} };

/** Checks rows one by one, so that the message names the row: `prices.json row 7 (amd-mi300x): low: …`. */
export function checkRows<Row>(
  file: string,
  schema: z.ZodType<Row>,
  rows: unknown,
  { Fault, neededFor }: RowDoor = SHIPPED,
): Row[] {
  if (!Array.isArray(rows)) throw new Fault(`${file}: give a list of rows`);
  return rows.map((row: unknown, index) => {
    const checked = schema.safeParse(row);
    if (checked.success) return checked.data;
    const faults = faultsOf(row, checked.error.issues, neededFor);
    throw new Fault(`${file} row ${index + 1} (${nameOf(row)}): ${faults.join('; ')}`);
  });
}

/** What is wrong with fields that are there, then the names of those that are not. */
function faultsOf(
  row: unknown,
  issues: readonly z.core.$ZodIssue[],
  neededFor: RowDoor['neededFor'],
): readonly string[] {
  const left = issues.filter(issue => issue.code.startsWith('invalid') && isLeftOut(row, issue.path));
  const wrong = issues.filter(issue => !left.includes(issue));
  const names = left.map(({ path }) => path.join('.'));
  return [
    ...wrong.map(({ path, message }) => [...path, ''].join('.').replace(/\.$/, ': ') + message),
    ...leftOutText(names, neededFor),
  ];
}

/** Whether the row has nothing there, where it could have. */
function isLeftOut(row: unknown, path: readonly PropertyKey[]): boolean {
  let value = row;
  for (const key of path) {
    const fields = z.record(z.string(), z.unknown()).safeParse(value);
    if (!fields.success) return false;
    value = fields.data[String(key)];
  }
  return value === undefined;
}

/** `leaves out launch and tdpWatts; give null for what is not known (tdpWatts is for watts {tdp: true})`. */
function leftOutText(fields: readonly string[], neededFor: RowDoor['neededFor']): readonly string[] {
  if (fields.length === 0) return [];
  const names = fields.length === 1 ? fields[0] : `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}`;
  const needs = fields.flatMap(field => {
    const need = neededFor[field];
    return need === undefined ? [] : [`${field} is for ${need}`];
  });
  return [`leaves out ${names}${needs.length === 0 ? '' : `; give null for what is not known (${needs.join(', ')})`}`];
}

function nameOf(row: unknown): string {
  const named = z.union([z.object({ id: z.string() }), z.object({ chip: z.string() })]).safeParse(row);
  if (!named.success) return 'unnamed';
  return 'id' in named.data ? named.data.id : named.data.chip;
}
