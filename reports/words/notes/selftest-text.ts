/** The sentence of a finding of a self-test, in every language. */
import { filled } from '../../../results/filled.ts';
import type { Finding } from '../../../results/selftest/finding.ts';
import { findingText as englishFindingText, shownValues } from '../../../results/selftest/finding-text.ts';
import type { Language } from '../language.ts';
import { ZH_SELFTEST } from '../zh/notes/selftest.ts';
import { noteText } from './note-text.ts';

const BY_CODE: ReadonlyMap<string, string> = new Map(Object.entries(ZH_SELFTEST));

/** Without a full stop. A reading that is missing has the sentence of its code. */
export function selftestText(finding: Finding, language: Language = 'en'): string {
  const { code, values, because = [] } = finding;
  if (language === 'en') return englishFindingText(finding);
  const sentence = BY_CODE.get(code);
  if (sentence === undefined) return noteText({ code, values }, language);
  const causes = because.map(cause => selftestText(cause, language)).join('；');
  return filled(sentence, { ...shownValues(values), because: causes }).replaceAll(' %', '%');
}
