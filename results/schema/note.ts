/**
 * A fact of a record as a code with its values, so that nothing ever parses a sentence. The sentence is made where people read
 * (results/note-text.ts). A code is never used for another meaning; a reader that does not know one shows it with its values.
 */
import * as z from 'zod';
import type { NoteCode } from './note-codes.ts';

export const noteFields = {
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a code is lower-case kebab'),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
};

export const noteSchema = z.strictObject(noteFields);

export type Note = Readonly<z.infer<typeof noteSchema>>;

export const note = (code: NoteCode, values: Note['values'] = {}): Note => ({ code, values });
