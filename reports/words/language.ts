/** The languages of the words; reports/language.ts has them for what formats numbers too. */
export { type InEvery, LANGUAGE_NAMES, LANGUAGE_TAGS, LANGUAGES, type Language } from '../language.ts';
