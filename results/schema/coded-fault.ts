/** A fault that this program found itself: its words are made of codes, where people read (results/note-text.ts). */
import type { Note } from './note.ts';
import type { Fault } from './outcome.ts';

export const codedFault = (code: Fault['code'], ...why: readonly Note[]): Fault => ({
  code,
  message: '',
  detail: '',
  why: [...why],
});
