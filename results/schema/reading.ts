/** A reading either is there, with how and of what it was taken, or says why not. Never 0, NaN or a guess in its place. */
import * as z from 'zod';
import { type Note, note, noteFields } from './note.ts';
import type { NoteCode } from './note-codes.ts';

/** What is not there, and why: a code with its values (results/note-text.ts has the sentence). */
export const absenceSchema = z.strictObject({ available: z.literal(false), ...noteFields });

export const readingSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    value: z.number(),
    /** How it was taken: `VmHWM`, `energy-counter`, … */
    method: z.string(),
    /** Of what: `process`, `package`, `board`, … */
    scope: z.string(),
  }),
  absenceSchema,
]);

export type Reading = Readonly<z.infer<typeof readingSchema>>;
export type Absence = Readonly<z.infer<typeof absenceSchema>>;

export const read = (value: number, method: string, scope: string): Reading => ({
  available: true,
  value,
  method,
  scope,
});

export const unavailable = (code: NoteCode, values: Note['values'] = {}): Absence => ({
  available: false,
  ...note(code, values),
});

/** The absence that a note stands for. */
export const absenceOf = ({ code, values }: Note): Absence => ({ available: false, code, values });
