/** The words of `diff` and `verify` on a terminal. */
import type { InEvery } from '../../../reports/words/language.ts';

type DiffTextWords = {
  readonly noVerdict: string;
  readonly changed: string;
  readonly onlyIn: (side: 'A' | 'B') => string;
  readonly heads: readonly [string, string, string, string, string];
  readonly metric: (name: string, a: string, b: string, ratio: string, verdict: string) => string;
  readonly reason: (metric: string, reason: string) => string;
  readonly on: (work: string, lane: string) => string;
  readonly first: (text: string, first: string, more: number) => string;
  readonly fewRounds: string;
  readonly comma: string;
  readonly turn: (turn: number, turns: number, side: string) => string;
  readonly records: (folder: string) => string;
};

export const DIFF_TEXT_WORDS: InEvery<DiffTextWords> = {
  en: {
    noVerdict: 'Without a verdict:',
    changed: 'Changed from A to B:',
    onlyIn: side => `Only in ${side}:`,
    heads: ['', 'A', 'B', 'B ÷ A', 'B is'],
    metric: (name, a, b, ratio, verdict) => `${name}: A ${a}, B ${b}, B ÷ A ${ratio}: ${verdict}`,
    reason: (metric, reason) => `${metric}: ${reason}`,
    on: (work, lane) => `${work} on ${lane}`,
    first: (text, first, more) => (more === 0 ? `${text} (${first})` : `${text} (${first} and ${more} more)`),
    fewRounds: 'Fewer than 5 rounds on a side: a range from the least to the greatest, and no verdict.',
    comma: ', ',
    turn: (turn, turns, side) => `turn ${turn} of ${turns}: ${side}`,
    records: folder => `Records: ${folder}`,
  },
  zh: {
    noVerdict: '未作判定：',
    changed: '从 A 到 B 的变化：',
    onlyIn: side => `仅 ${side} 有：`,
    heads: ['', 'A', 'B', 'B ÷ A', 'B'],
    metric: (name, a, b, ratio, verdict) => `${name}：A ${a}，B ${b}，B ÷ A ${ratio}：${verdict}`,
    reason: (metric, reason) => `${metric}：${reason}`,
    on: (work, lane) => `${lane} 上的 ${work}`,
    first: (text, first, more) => (more === 0 ? `${text}（${first}）` : `${text}（${first} 等，另有 ${more} 项）`),
    fewRounds: '其中一方不足 5 轮：只给出最小到最大的范围，不作判定。',
    comma: '，',
    turn: (turn, turns, side) => `第 ${turn}/${turns} 次：${side}`,
    records: folder => `记录：${folder}`,
  },
};

type Status = 'sealed' | 'unsealed' | 'broken' | 'newer';
type Held = 'holds' | 'broken' | 'not-known';

type VerifyTextWords = {
  readonly none: string;
  readonly all: (records: number) => string;
  readonly some: (broken: number, records: number) => string;
  readonly doNot: string;
  readonly status: (status: Status, lines: number) => string;
  readonly held: Readonly<Record<Held, string>>;
  /** By the name of the promise; one without a row is its own name. */
  readonly promises: Readonly<Record<string, string>>;
  readonly invalid: string;
  readonly why: (cell: string, code: string, text: string) => string;
  readonly seal: (sha256: string) => string;
  readonly listed: (held: string, promises: readonly string[]) => string;
  readonly broken: (held: string, promise: string, text: string) => string;
};

export const VERIFY_TEXT_WORDS: InEvery<VerifyTextWords> = {
  en: {
    none: 'No records here.\n',
    all: records => `All ${records} records hold.`,
    some: (broken, records) => `${broken} of ${records} records`,
    doNot: ' do not hold.',
    status: (status, lines) =>
      status === 'unsealed' ? `unsealed, ${lines} lines intact` : `${status}, ${lines} lines`,
    held: { holds: 'holds', broken: 'broken', 'not-known': 'not known' },
    promises: {},
    invalid: 'invalid',
    why: (cell, code, text) => ` ${cell} (${code}): ${text}`,
    seal: sha256 => `  seal sha256 ${sha256}`,
    listed: (held, promises) => `  ${held}: ${promises.join(', ')}`,
    broken: (held, promise, text) => `  ${held}: ${promise}: ${text}`,
  },
  zh: {
    none: '这里没有记录。\n',
    all: records => `全部 ${records} 份记录均成立。`,
    some: (broken, records) => `${records} 份记录中有 ${broken} 份`,
    doNot: '不成立。',
    status: (status, lines) => {
      const names = { sealed: '已封存', broken: '已损坏', newer: '版本较新' };
      return status === 'unsealed' ? `未封存，${lines} 行完好` : `${names[status]}，${lines} 行`;
    },
    held: { holds: '成立', broken: '不成立', 'not-known': '不可知' },
    promises: {
      chain: '哈希链',
      seal: '封存',
      hashes: '哈希',
      samples: '样本',
      statistics: '统计量',
      plan: '计划',
      times: '时间',
      physics: '物理检查',
      proofs: '正确性验证',
      signature: '签名',
      machine: '机器',
      clock: '时钟',
    },
    invalid: '无效',
    why: (cell, code, text) => ` ${cell}（${code}）：${text}`,
    seal: sha256 => `  封存行 sha256 ${sha256}`,
    listed: (held, promises) => `  ${held}：${promises.join('、')}`,
    broken: (held, promise, text) => `  ${held}：${promise}：${text}`,
  },
};
