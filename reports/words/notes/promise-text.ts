/** The sentence of what verification finds of a promise, in every language. */
import { filled } from '../../../results/filled.ts';
import type { Note } from '../../../results/schema/note.ts';
import { promiseText as englishPromiseText } from '../../../results/verify/promise-text.ts';
import type { Language } from '../language.ts';
import { damageText } from '../zh/damage.ts';
import { ZH_PROMISES } from '../zh/notes/promises.ts';
import { noteText } from './note-text.ts';

const BY_CODE: ReadonlyMap<string, string> = new Map(Object.entries(ZH_PROMISES));

/** Without a full stop. `{reason}`: of an unproven cell, the sentence of its code; `{damage}`: of a changed line. */
export function promiseText(promise: Note, language: Language = 'en'): string {
  const { code, values } = promise;
  const sentence = language === 'en' ? undefined : BY_CODE.get(code);
  if (sentence === undefined) return englishPromiseText(promise);
  const reason = typeof values.code === 'string' ? { reason: noteText({ code: values.code, values }, language) } : {};
  return filled(sentence, { ...reason, ...damageOf(values), ...values });
}

/** Of a line that was changed: what is wrong with it, and how many lines are lost with it. */
const damageOf = ({ line, lost, message }: Note['values']): Note['values'] =>
  typeof line === 'number' && typeof lost === 'number'
    ? { damage: damageText({ line, message: String(message ?? ''), lostLines: lost }) }
    : {};
