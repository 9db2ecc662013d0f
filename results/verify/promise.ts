/** What a record promises, and what verification found of it: it holds, it is broken, or nobody can know. */
import * as z from 'zod';
import { type Note, noteFields } from '../schema/note.ts';
import type { PromiseCode } from './promise-codes.ts';

/** In the order in which they are shown. docs/method/verify.md says what each is. */
export const PROMISES = [
  'chain',
  'seal',
  'hashes',
  'samples',
  'statistics',
  'plan',
  'times',
  'physics',
  'proofs',
  'signature',
  'machine',
  'clock',
] as const;

export type PromiseName = (typeof PROMISES)[number];

/** `code`: why, with values; results/verify/promise-text.ts has the sentence. */
export const promiseSchema = z.strictObject({
  promise: z.enum(PROMISES),
  status: z.enum(['holds', 'broken', 'not-known']),
  ...noteFields,
});

export type RecordPromise = Readonly<z.infer<typeof promiseSchema>>;

/** A promise, and each place where it is broken, as a line that names it. */
export type Finding = { readonly found: RecordPromise; readonly problems: readonly string[] };

const finding =
  (status: RecordPromise['status']) =>
  (
    promise: PromiseName,
    code: PromiseCode,
    values: Note['values'] = {},
    problems: readonly string[] = [],
  ): Finding => ({
    found: { promise, status, code, values },
    problems,
  });

export const holds = finding('holds');
export const broken = finding('broken');
export const notKnown = finding('not-known');
