/** The sentences of conditions that would distort a run, each with its fix, and of uses that are unknown. */
import type { Language } from '../../../reports/words/language.ts';
import { noteText } from '../../../reports/words/notes/note-text.ts';
import { COMMA } from '../../../reports/words/sentence.ts';
import { filled } from '../../../results/filled.ts';
import { significant } from '../../../results/significant.ts';
import type { NotQuiet, UnknownUse } from '../../quiet/not-quiet.ts';
import { type ConditionWords, QUIET_WORDS } from '../words/quiet-text-words.ts';

/** Values that are not shown as they are. */
const SHOWN: Readonly<Record<string, (value: number, language: Language) => string>> = {
  processes: (count, language) => QUIET_WORDS[language].processes(count),
  usedCores: cores => significant(cores),
  stolenCores: cores => significant(cores),
  quotaCores: cores => significant(cores),
  swappedBytes: bytes => (bytes / 2 ** 30).toFixed(1),
};

/** What would distort a run, and the fix, without a full stop. */
export function notQuietWords({ code, values }: NotQuiet, language: Language = 'en'): ConditionWords {
  const { what, fix } = QUIET_WORDS[language].conditions[code];
  const texts = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? (SHOWN[name]?.(value, language) ?? value) : value,
    ]),
  );
  return { what: filled(what, texts), fix: filled(fix, texts) };
}

export function unknownUseText({ use, devices, reason }: UnknownUse, language: Language = 'en'): string {
  const words = QUIET_WORDS[language];
  const what = filled(words.uses[use], { devices: devices.join(COMMA[language]) });
  return words.unknown(what, noteText(reason, language));
}
