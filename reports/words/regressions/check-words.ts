/** The answer of a check, and why figures of a night were not judged. */
import type { DamagedLine } from '../../../results/history/acceptance.ts';
import type { Unusable } from '../../../results/history/observation.ts';
import { isOpenRegression } from '../../regressions/check.ts';
import type { Check, State } from '../../regressions/schema.ts';
import type { InEvery, Language } from '../language.ts';

const EN_NOT_JUDGED: Readonly<Record<Unusable, string>> = {
  'ahead-of-clock': 'the run is dated later than the clock of this machine',
  damaged: 'the record is damaged',
  impossible: 'its values cannot be true (moebench verify)',
  unproven: 'it has no proof that holds',
  disturbed: 'others used the machine',
  'not-measured': 'it was not measured',
  'rounds-missing': 'some of its rounds are missing',
  'self-test': 'the run is a self-test',
};

const ZH_NOT_JUDGED: Readonly<Record<Unusable, string>> = {
  'ahead-of-clock': '运行的日期晚于本机时钟',
  damaged: '记录已损坏',
  impossible: '数值在物理上不可能（moebench verify）',
  unproven: '没有有效的正确性验证',
  disturbed: '机器被其他进程占用',
  'not-measured': '没有测到',
  'rounds-missing': '缺少部分轮次',
  'self-test': '该运行是自检',
};

export const WHY_NOT_JUDGED: InEvery<Readonly<Record<Unusable, string>>> = { en: EN_NOT_JUDGED, zh: ZH_NOT_JUDGED };

export const DAMAGE: InEvery<Readonly<Record<DamagedLine['code'], string>>> = {
  en: {
    'not-json': 'is not JSON and is not used',
    'not-an-acceptance': 'is no acceptance of this version and is not used',
    changed: 'is not as it was written and is not used',
    'lines-before-missing': 'stands behind lines that are no longer there',
  },
  zh: {
    'not-json': '不是 JSON，不予采用',
    'not-an-acceptance': '不是本版本的验收记录，不予采用',
    changed: '写入后被改动，不予采用',
    'lines-before-missing': '之前的若干行已不存在',
  },
};

type Counts = { readonly total: number; readonly open: number; readonly news: number; readonly rest: string };

type CheckWords = {
  readonly counted: Readonly<Partial<Record<State, (count: number) => string>>>;
  readonly rest: (parts: readonly string[]) => string;
  readonly holds: (counts: Counts) => string;
  readonly cannotTell: (counts: Counts) => string;
  readonly worse: (counts: Counts) => string;
};

const figures = (total: number): string => `${total} ${total === 1 ? 'figure' : 'figures'}`;

const WORDS: InEvery<CheckWords> = {
  en: {
    counted: {
      steady: count => `${count} steady`,
      suspected: count => `${count} suspected`,
      confirmed: count => `${count} better`,
      accepted: count => `${count} at an accepted level`,
      recovered: count => `${count} back at the level before`,
      'insufficient-history': count => `${count} with too few nights`,
      'not-judged': count => `${count} not judged`,
    },
    rest: parts => parts.map(part => `, ${part}`).join(''),
    holds: ({ total, rest }) => `Nothing got worse: ${figures(total)}${rest}.`,
    cannotTell: ({ total, rest }) => `Nobody can tell yet whether anything got worse: ${figures(total)}${rest}.`,
    worse: ({ total, open, news, rest }) => {
      const since = news === open ? '' : news === 0 ? ', none of them new tonight' : `, ${news} of them new tonight`;
      return `Worse: ${open} of ${figures(total)}${since}${rest}.`;
    },
  },
  zh: {
    counted: {
      steady: count => `${count} 项平稳`,
      suspected: count => `${count} 项疑似变化`,
      confirmed: count => `${count} 项变好`,
      accepted: count => `${count} 项处于已验收的水平`,
      recovered: count => `${count} 项已恢复`,
      'insufficient-history': count => `${count} 项测量晚数不足`,
      'not-judged': count => `${count} 项未作判定`,
    },
    rest: parts => parts.map(part => `，${part}`).join(''),
    holds: ({ total, rest }) => `没有指标变差：共 ${total} 项${rest}。`,
    cannotTell: ({ total, rest }) => `目前还无法判断是否有指标变差：共 ${total} 项${rest}。`,
    worse: ({ total, open, news, rest }) => {
      const since = news === open ? '' : news === 0 ? '（均非今晚新增）' : `（其中 ${news} 项为今晚新增）`;
      return `变差：${total} 项中的 ${open} 项${since}${rest}。`;
    },
  },
};

/** In the order in which they are said. */
const COUNTED: readonly State[] = [
  'steady',
  'suspected',
  'confirmed',
  'accepted',
  'recovered',
  'insufficient-history',
  'not-judged',
];

/** `Nothing got worse: 42 figures, 41 steady, 1 with too few nights.` */
export function headline({ verdict, counts, findings, news }: Check, language: Language = 'en'): string {
  const words = WORDS[language];
  const open = findings.filter(isOpenRegression).length;
  const parts = COUNTED.flatMap(state => {
    const count = counts[state] - (state === 'confirmed' ? open : 0);
    return count === 0 ? [] : [words.counted[state]?.(count) ?? `${count} ${state}`];
  });
  const all = { total: findings.length, open, news, rest: words.rest(parts) };
  if (verdict === 'holds') return words.holds(all);
  return verdict === 'cannot-tell' ? words.cannotTell(all) : words.worse(all);
}
