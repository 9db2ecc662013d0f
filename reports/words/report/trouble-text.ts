/** Failures and what was left out, in words. */
import type { Violation } from '../../../results/physics/violations.ts';
import type { Failure, Skip } from '../../report/trouble-schema.ts';
import { laneText } from '../../rows/software.ts';
import { factText } from '../fact-text.ts';
import type { InEvery, Language } from '../language.ts';
import { chinesePhrase } from '../zh/phrases.ts';

/** What happened: the words of a runtime or of a lost worker, or why the cell failed, is unproven, cannot be true, or disagrees. */
export const failureText = ({ why, message }: Pick<Failure, 'why' | 'message'>, language: Language = 'en'): string =>
  why === null ? (language === 'en' ? message : chinesePhrase(message)) : factText(why, language);

/** A violation as it is written: with its sentence. */
export const writtenViolation = (violation: Violation): Violation => ({
  ...violation,
  why: { ...violation.why, text: factText(violation.why) },
});

const ON: InEvery<(what: string, lane: string) => string> = {
  en: (what, lane) => `${what} on ${lane}`,
  zh: (what, lane) => `${lane} 上的 ${what}`,
};

/** `toy-balanced on webgpu-0`. */
export const skippedText = ({ what, on }: Pick<Skip, 'what' | 'on'>, language: Language = 'en'): string =>
  on === null ? what : ON[language](what, laneText(on));
