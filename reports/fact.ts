/**
 * A fact as a code with its values, so that nothing ever parses a sentence. Its sentence is made where people read
 * (reports/words/fact-text.ts). Facts of a record are of the same shape (results/schema/note.ts).
 */
import * as z from 'zod';
import type { KnownCode } from './fact-codes.ts';

export type Value = string | number | readonly string[];
export type Values = Readonly<Record<string, Value>>;

export type Fact = {
  readonly code: string;
  readonly values: Values;
  /** What it follows from. */
  readonly because?: readonly Fact[] | undefined;
  /** Its sentence in English; only in a document that is written. */
  readonly text?: string | undefined;
};

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const valuesSchema: z.ZodType<Values> = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/** Every field of a fact but its code, for facts whose codes are a closed list. */
export const factBody = {
  values: valuesSchema,
  because: z.array(z.lazy(() => factSchema)).optional(),
  text: z.string().optional(),
};

export const factSchema: z.ZodType<Fact> = z.strictObject({
  code: z.string().regex(CODE, 'a code is lower-case kebab'),
  ...factBody,
});

/** A fact whose code is of a closed list. */
export type Coded<Code extends string> = Fact & { readonly code: Code };

export const fact = <Code extends KnownCode>(
  code: Code,
  values: Values = {},
  because: readonly Fact[] = [],
): Coded<Code> => ({ code, values, ...(because.length === 0 ? {} : { because: because.map(factOf) }) });

/** A fact alone, without what else the object has that carries it. */
export const factOf = ({ code, values, because }: Fact): Fact => ({
  code,
  values,
  ...(because === undefined ? {} : { because }),
});
