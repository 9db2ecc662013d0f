/** What speeds lack of an interval, and what to give. One sentence for all speeds that lack the same. */
import type { Fact } from '../fact.ts';
import { SPEED_LACKS, type SpeedLack } from '../money/lacks.ts';
import { type Names, nameOf } from './input-text.ts';
import { LACKS, type LackWords } from './lack-words.ts';
import type { InEvery, Language } from './language.ts';
import { ZH_LACKS } from './zh/lacks.ts';

const WORDS: InEvery<Readonly<Record<SpeedLack, LackWords>>> = { en: LACKS, zh: ZH_LACKS };

type Frame = {
  readonly speed: (name: string, detail: string | null) => string;
  readonly subject: (speeds: string) => string;
  readonly sentence: (subject: string, because: string, give: string) => string;
  readonly more: (count: number) => string;
  readonly listed: (names: readonly string[], last: string) => string;
};

const FRAMES: InEvery<Frame> = {
  en: {
    speed: (name, detail) => `of ${name}${detail === null ? '' : ` (${detail})`}`,
    subject: speeds => `the speed ${speeds}; `,
    sentence: (subject, because, give) => `No interval: ${subject}${because}. Give ${give}.`,
    more: count => `${count} more`,
    listed: (names, last) => `${names.join(', ')} and ${last}`,
  },
  zh: {
    speed: (name, detail) => `${name}${detail === null ? '' : `（${detail}）`}`,
    subject: speeds => `${speeds}的速度，`,
    sentence: (subject, because, give) => `无置信区间：${subject}${because}。请提供${give}。`,
    more: count => `另外 ${count} 款`,
    listed: (names, last) => `${names.join('、')}和${last}`,
  },
};

/** `No interval: the speed of A (MFU 20 %) and of B (MFU 30 %); a plain number …. Give …` */
export function lackSentences(lacks: readonly Fact[], names: Names, language: Language = 'en'): string[] {
  const frame = FRAMES[language];
  return SPEED_LACKS.flatMap(code => {
    const [first, ...rest] = lacks.filter(lack => lack.code === code);
    if (first === undefined) return [];
    const { detail, because, give } = WORDS[language][code];
    const speeds = [first, ...rest].flatMap(({ values }) =>
      values.candidate === undefined
        ? []
        : [frame.speed(nameOf(values.candidate, names), detail === null ? null : detail(values, names))],
    );
    const subject = speeds.length === 0 ? '' : frame.subject(listed([...new Set(speeds)], frame));
    return [frame.sentence(subject, because(first.values), give(first.values))];
  });
}

/** So many are named; the JSON has all. */
const NAMED = 4;

function listed(words: readonly string[], frame: Frame): string {
  const named = words.length > NAMED ? [...words.slice(0, NAMED - 1), frame.more(words.length - NAMED + 1)] : words;
  const [last = ''] = named.slice(-1);
  return named.length < 2 ? last : frame.listed(named.slice(0, -1), last);
}
