/** The sentence of a code that a record holds, in every language. Records and JSON have the English one of results/note-text.ts. */
import { noteText as englishNoteText } from '../../../results/note-text.ts';
import type { Note } from '../../../results/schema/note.ts';
import type { Language } from '../language.ts';

export function noteText(note: Note, language: Language = 'en'): string {
  return language === 'en' ? englishNoteText(note) : englishNoteText(note);
}
