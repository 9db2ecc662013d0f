/** What a check of a self-test found: a code with values, and what it follows from. Its sentence: finding-text.ts. */
import * as z from 'zod';
import { type Note, noteFields, noteSchema } from '../schema/note.ts';
import type { FindingCode } from './codes.ts';

export const findingFields = {
  ...noteFields,
  because: z.array(noteSchema).optional(),
  /** The sentence; only in a document that is written. */
  text: z.string().optional(),
};

export const findingSchema = z.strictObject(findingFields);

export type Finding = Readonly<z.infer<typeof findingSchema>>;

export const finding = (code: FindingCode, values: Note['values'] = {}, because: readonly Note[] = []): Finding => ({
  code,
  values,
  ...(because.length === 0 ? {} : { because: [...because] }),
});

/** A reading that is missing, as a finding. */
export const missing = ({ code, values }: Note): Finding => ({ code, values });
