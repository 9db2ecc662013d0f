/** Chinese is whole: each sentence of it has the values of the English one, and no English words. */
import { describe, expect, test } from 'vitest';
import type { Values } from '../../../reports/fact.ts';
import { SENTENCES } from '../../../reports/words/fact-text.ts';
import { ZH_NOTES } from '../../../reports/words/notes/note-text.ts';
import type { Sentence } from '../../../reports/words/sentence.ts';
import { filled } from '../../../reports/words/sentence.ts';
import { ZH_IMPOSSIBLE } from '../../../reports/words/zh/notes/impossible.ts';
import { ZH_PROMISES } from '../../../reports/words/zh/notes/promises.ts';
import { ZH_SELFTEST } from '../../../reports/words/zh/notes/selftest.ts';
import { noteText } from '../../../results/note-text.ts';
import { findingText } from '../../../results/selftest/finding-text.ts';
import { promiseText } from '../../../results/verify/promise-text.ts';
import { codeBelow } from '../../walls/checkout.ts';

/** Values that leave a trace of their own wherever a sentence shows them. */
const traced = (names: readonly string[]): Values => Object.fromEntries(names.map(name => [name, `⟨${name}⟩`]));

const placeholders = (sentence: string): readonly string[] =>
  [...new Set([...sentence.matchAll(/\{(\w+)(?::\w+)?\}/g)].map(([, name]) => name ?? ''))].toSorted();

/** Which values a function asks for. */
function asked(sentence: Extract<Sentence, (...values: never) => string>): readonly string[] {
  const names = new Set<string>();
  const values = new Proxy<Record<string, string>>({}, { get: (_, name) => names.add(String(name)) && '1' });
  sentence(values, '', []);
  return [...names].toSorted();
}

/** Names, commands, fields of a case and units: what a Chinese engineer leaves in Latin letters. */
const LATIN_RUN = /[A-Za-z][A-Za-z'’-]*(?: [A-Za-z][A-Za-z'’-]*){3,}/;
const ALLOWED = [/Pangu Ultra MoE: How to Train Your Big MoE on Ascend NPUs/, /Every FLOP Counts/];

const isEnglish = (text: string): boolean =>
  LATIN_RUN.test(ALLOWED.reduce((rest, name) => rest.replace(name, ''), text.replace(/\{[^}]*\}/g, '')));

const shownText = (sentence: Sentence): string =>
  typeof sentence === 'string' ? sentence : filled(sentence, traced(asked(sentence)), [], 'zh');

describe('a Chinese sentence of a fact', () => {
  test('shows the values that the English one shows', () => {
    const shown = (language: 'en' | 'zh') =>
      Object.entries(SENTENCES[language]).flatMap(([code, sentence]) =>
        typeof SENTENCES.en[code as never] === 'string' && typeof SENTENCES.zh[code as never] === 'string'
          ? [[code, placeholders(String(sentence))]]
          : [],
      );
    expect(shown('zh')).toEqual(shown('en'));
  });

  test('holds no run of four English words', () => {
    const english = Object.entries(SENTENCES.zh).filter(([, sentence]) => isEnglish(shownText(sentence)));
    expect(english.map(([code]) => code)).toEqual([]);
  });

  test('ends as the English one does: a sentence with a full stop, a clause without', () => {
    const stops = Object.entries(SENTENCES.en).flatMap(([code, sentence]) => {
      const chinese = SENTENCES.zh[code as never] as Sentence;
      if (typeof sentence !== 'string' || typeof chinese !== 'string') return [];
      return sentence.endsWith('.') === chinese.endsWith('。') ? [] : [code];
    });
    expect(stops).toEqual([]);
  });

  test('has no English punctuation between Chinese characters', () => {
    const found = Object.entries(SENTENCES.zh).filter(([, sentence]) =>
      /[一-鿿][,;:?!]|[一-鿿]\(|\)[一-鿿]/.test(shownText(sentence)),
    );
    expect(found.map(([code]) => code)).toEqual([]);
  });
});

/** The values that a sentence asks for, whatever they are: a number of either sign, a text, a list, or not there. */
function valuesRead(sentence: Sentence, language: 'en' | 'zh'): readonly string[] {
  const read = new Set<string>();
  for (const value of ['x', 2, -2, 0, ['1', '2'], ['1'], undefined]) {
    const values = new Proxy<Record<string, string | number | string[]>>(
      {},
      {
        get: (_, name) => {
          read.add(String(name));
          return value;
        },
      },
    );
    try {
      filled(sentence, values, ['a', 'b'], language);
    } catch {
      // A sentence of lists has no text of a number: what it asked for before counts.
    }
  }
  return [...read].toSorted();
}

test('a Chinese sentence that a function makes asks for the values that the English one asks for', () => {
  const differing = Object.entries(SENTENCES.en).flatMap(([code, english]) => {
    const [en, zh] = [valuesRead(english, 'en'), valuesRead(SENTENCES.zh[code as never] as Sentence, 'zh')];
    return en.join() === zh.join() ? [] : [`${code}: ${zh.join()} and not ${en.join()}`];
  });
  expect(differing).toEqual([]);
});

/** The English table is not exported: its sentence with each value in place of itself. */
const englishOf = (text: (values: Record<string, string>) => string, names: readonly string[]): readonly string[] =>
  placeholders(text(Object.fromEntries(names.map(name => [name, `{${name}}`]))));

describe('a Chinese note', () => {
  const TABLES = [
    { name: 'of a record', table: { ...ZH_NOTES, ...ZH_IMPOSSIBLE }, english: noteText },
    { name: 'of a promise', table: ZH_PROMISES, english: promiseText },
    { name: 'of a self-test', table: ZH_SELFTEST, english: findingText },
  ];

  test.each(TABLES)('$name shows values that the English one shows', ({ table, english }) => {
    const missing = Object.entries(table).flatMap(([code, sentence]) => {
      const names = placeholders(sentence).filter(name => !['because', 'damage', 'reason'].includes(name));
      const shown = englishOf(values => english({ code, values }), names);
      return names.every(name => shown.includes(name)) ? [] : [`${code}: ${names.join()} and not ${shown.join()}`];
    });
    expect(missing).toEqual([]);
  });

  test.each(TABLES)('$name holds no run of four English words', ({ table }) => {
    expect(Object.entries(table).filter(([, sentence]) => isEnglish(sentence))).toEqual([]);
  });
});

/** A term has one translation everywhere; these words would be a second one (docs/CHINESE.md). */
const SECOND_TRANSLATIONS: readonly (readonly [term: string, avoided: RegExp])[] = [
  ['reference chip: 参考芯片', /基准芯片|参照芯片/],
  ['token: token', /令牌|词元/],
  ['device memory: 显存', /设备内存|显卡内存/],
  ['throughput: 吞吐量', /吞吐率/],
  ['workload: 工作负载', /工作量|作业负载/],
  ['projected: 推算', /预测速度|投影/],
  ['not separable: 无法区分', /不可分离|不可区分/],
  ['break-even: 盈亏平衡', /收支平衡|保本/],
  ['confidence interval: 置信区间', /信赖区间/],
  ['backward: 反向', /后向/],
  ['stale: 过时', /过期/],
  ['no verdict: 未作判定', /无法下结论|未判定|无法判定/],
  ['proof: 正确性验证', /正确性证明/],
  ['step time: 单步耗时', /单步时间|每步耗时|单步用时/],
  ['sibling: 同系芯片', /同系列/],
  ['purchase price: 购置价', /采购价/],
  ['reserved, spot: 预留租赁、竞价租赁', /包年包月|竞价实例/],
  ['baseline: 基线', /基准水平|基准线/],
  ['night: 晚', /夜(?!间)/],
  ['10¹² tokens: 万亿 token', /10¹² (?:个 )?token/],
  ['a percentage: 12%', /\d %/],
];

const CHINESE = /[\u4e00-\u9fff]/;

const COMMENT = /^\s*(?:\/\*\*|\*|\/\/)/;

/** Lines of code with Chinese in them: the words of pages and commands stand there as they are shown. */
const CHINESE_LINES = [...codeBelow(['reports/words', 'harness/commands/words']).values()].flatMap(code =>
  code.split('\n').filter(line => CHINESE.test(line) && !COMMENT.test(line)),
);

test.each(SECOND_TRANSLATIONS)('%s has no second translation', (_, avoided) => {
  expect(CHINESE_LINES.length).toBeGreaterThan(1000);
  expect(CHINESE_LINES.filter(line => avoided.test(line))).toEqual([]);
});
