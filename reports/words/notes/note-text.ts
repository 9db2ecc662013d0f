/** The sentence of a code that a record holds, in every language. Records and JSON have the English one of results/note-text.ts. */
import { filled } from '../../../results/filled.ts';
import { noteText as englishNoteText } from '../../../results/note-text.ts';
import type { Note } from '../../../results/schema/note.ts';
import type { NoteCode } from '../../../results/schema/note-codes.ts';
import type { Fault } from '../../../results/schema/outcome.ts';
import type { Language } from '../language.ts';
import { SEMICOLON } from '../sentence.ts';
import { ZH_IMPOSSIBLE } from '../zh/notes/impossible.ts';
import { ZH_RECORD_NOTES } from '../zh/notes/record-notes.ts';
import { ZH_UNPROVEN } from '../zh/notes/unproven.ts';
import { chineseValues } from '../zh/phrases.ts';

export const ZH_NOTES: Readonly<Record<NoteCode, string>> = { ...ZH_RECORD_NOTES, ...ZH_IMPOSSIBLE, ...ZH_UNPROVEN };

const BY_CODE: ReadonlyMap<string, string> = new Map(Object.entries(ZH_NOTES));

/** Without a full stop. A note of schema 1, or of a code that this program does not know, is in every language as in English. */
export function noteText(note: Note, language: Language = 'en'): string {
  const { code, values } = note;
  const sentence = language === 'en' ? undefined : BY_CODE.get(code);
  if (sentence === undefined || values.text !== undefined) return englishNoteText(note);
  const text = filled(sentence, chineseValues(values));
  return values.part === undefined ? text : `${text}（${values.part}）`;
}

/** What happened, without a full stop: the runtime's words, or those of the codes that this program found. */
export const faultText = ({ message, why = [] }: Pick<Fault, 'message' | 'why'>, language: Language = 'en'): string =>
  why.length === 0 ? message : why.map(note => noteText(note, language)).join(SEMICOLON[language]);
