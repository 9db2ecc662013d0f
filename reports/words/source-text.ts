/** Where an input comes from: its source, how it was measured, its date, and how sure the source is. */
import type { CompareRow } from '../money/schema.ts';
import { factText } from './fact-text.ts';
import type { InEvery, Language } from './language.ts';
import { confidenceName } from './report/vocabulary/basis-words.ts';
import { chinesePhrase, isPhrase } from './zh/phrases.ts';

type Sourced = Pick<CompareRow['grounds'][number], 'source' | 'measurement' | 'date' | 'confidence'>;

type SourceWords = {
  readonly colon: string;
  readonly confidence: (confidence: string) => string;
  readonly comma: string;
  /** A file of the user's own, before the source that its row names. */
  readonly ofFile: (file: string, source: string) => string;
};

const WORDS: InEvery<SourceWords> = {
  en: {
    colon: ': ',
    confidence: confidence => `confidence ${confidence}`,
    comma: ', ',
    ofFile: (file, source) => `from ${file}: ${source}`,
  },
  zh: {
    colon: '：',
    confidence: confidence => `可信度${chineseConfidence(confidence)}`,
    comma: '，',
    ofFile: (file, source) => `来自 ${file}：${source}`,
  },
};

/** A level, and behind it what a source of a model says of it, in its own words: `high; losses are Ling-lite’s`. */
function chineseConfidence(confidence: string): string {
  const [, level = confidence, remark] = /^(\w+)[:;,] (.+)$/s.exec(confidence) ?? [];
  const name = confidenceName(level, 'zh');
  if (name === level) return `：“${confidence}”`;
  return remark === undefined ? name : `${name}（“${remark}”）`;
}

/** `isForeign`: the words are a stranger's, in whatever language they were written. */
export type SourceParts = { readonly source: string; readonly isForeign: boolean; readonly rest: readonly string[] };

/** The source itself, and what the program says of it. */
export function sourceParts(
  { source, measurement, date, confidence }: Sourced,
  language: Language = 'en',
): SourceParts {
  return {
    source: language === 'zh' ? chineseSource(source) : source,
    isForeign: language !== 'en' && !isPhrase(source),
    rest: [
      ...(measurement === undefined ? [] : [factText(measurement, language)]),
      ...(date === null ? [] : [date]),
      ...(confidence === null ? [] : [WORDS[language].confidence(confidence)]),
    ],
  };
}

/** What overlayText of reports/catalog puts before a source of the user's own file. */
const OF_FILE = /^from (\S+\.ya?ml): (.*)$/s;

function chineseSource(source: string): string {
  const [, file, rest] = OF_FILE.exec(source) ?? [];
  return file === undefined || rest === undefined ? chinesePhrase(source) : WORDS.zh.ofFile(file, chinesePhrase(rest));
}

/** What stands between the source and the rest: a colon before how it was measured. */
export const sourceJoint = ({ measurement }: Sourced, language: Language): string =>
  measurement === undefined ? WORDS[language].comma : WORDS[language].colon;

export function sourceText(ground: Sourced, language: Language = 'en'): string {
  const { source, rest } = sourceParts(ground, language);
  if (rest.length === 0) return source;
  return `${source}${sourceJoint(ground, language)}${rest.join(WORDS[language].comma)}`;
}

/** Between facts of one source. */
export const sourceComma = (language: Language): string => WORDS[language].comma;
