/** Words of the method pages: what figures rest on, how to check them, the documents. */
import type { InEvery } from '../../language.ts';
import type { CheckStep } from './method-checks.ts';
import { CHECKS_EN, CHECKS_ZH } from './method-checks.ts';

export const DOCUMENT_GROUPS = [
  'reading',
  'measuring',
  'same-work',
  'money',
  'nightly',
  'using',
  'files',
  'other',
] as const;
export type DocumentGroup = (typeof DOCUMENT_GROUPS)[number];

type MethodWords = {
  readonly title: string;
  readonly summary: string;
  readonly sections: Readonly<Record<'how' | 'verify' | 'assumptions' | 'failures' | 'leftOut' | 'documents', string>>;
  readonly explained: string;
  readonly verifyLead: string;
  readonly checks: readonly CheckStep[];
  readonly nothingFailed: string;
  readonly nothingLeftOut: string;
  readonly lastWords: string;
  readonly rounds: (rounds: readonly number[]) => string;
  /** Of a stage that has no rounds. */
  readonly stages: Readonly<Record<string, string>>;
  readonly onLane: (what: string, lane: string) => string;
  /** Behind what happened: in which runs of which machine. */
  readonly inRuns: (machine: string, runs: readonly string[], more: number) => string;
  readonly places: (places: readonly string[]) => string;
  readonly unread: (reason: string) => string;
  readonly record: string;
  readonly documentsLead: string;
  readonly groups: Readonly<Record<DocumentGroup, string>>;
  readonly backToIndex: string;
  readonly contents: string;
  /** Above a document that the language has no translation of. */
  readonly inEnglish: string | null;
  readonly colon: string;
};

export const METHOD_WORDS: InEvery<MethodWords> = {
  en: {
    title: 'Method',
    summary: 'How the figures of this site came about, what they rest on, what failed, and how to check them.',
    sections: {
      how: 'How it is measured',
      verify: 'How to check these figures',
      assumptions: 'What it rests on',
      failures: 'What failed',
      leftOut: 'What was left out',
      documents: 'All documents',
    },
    explained: 'More',
    verifyLead: 'No step needs trust in this site: each compares a figure with something that the reader computes.',
    checks: CHECKS_EN,
    nothingFailed: 'Nothing failed.',
    nothingLeftOut: 'Nothing was left out.',
    lastWords: 'last words',
    rounds: rounds => `, round ${rounds.join(', ')}`,
    stages: { proof: ', parity proof', race: ', race of strategies' },
    onLane: (what, lane) => `${what} on ${lane}`,
    inRuns: (machine, runs, more) =>
      `${runs.join(', ')}${more === 0 ? '' : ` and ${more} more ${more === 1 ? 'run' : 'runs'}`} of ${machine}`,
    places: places => ` (in ${places.join('; ')})`,
    unread: reason => `could not be read: ${reason}`,
    record: 'Record',
    documentsLead: 'The documents of the program that made this site.',
    groups: {
      reading: 'How to read the figures',
      measuring: 'How it is measured',
      'same-work': 'Was it the same work?',
      money: 'Work and money',
      nightly: 'Every night',
      using: 'Using moebench',
      files: 'The files',
      other: 'Further documents',
    },
    backToIndex: 'Method',
    contents: 'On this page',
    inEnglish: null,
    colon: ': ',
  },
  zh: {
    title: '方法',
    summary: '本站数据如何得出、依据什么假设、哪些失败了，以及如何核验。',
    sections: {
      how: '测量方法',
      verify: '如何核验这些数据',
      assumptions: '依据与假设',
      failures: '失败项',
      leftOut: '未纳入项',
      documents: '全部文档',
    },
    explained: '详情',
    verifyLead: '以下每一步都由读者自行计算再与本站比对，无需信任本站。',
    checks: CHECKS_ZH,
    nothingFailed: '没有失败项。',
    nothingLeftOut: '没有未纳入的内容。',
    lastWords: '最后输出',
    rounds: rounds => `，第 ${rounds.join('、')} 轮`,
    stages: { proof: '，一致性核对', race: '，策略竞速' },
    onLane: (what, lane) => `${what}（${lane}）`,
    inRuns: (machine, runs, more) => `${machine} 的运行 ${runs.join('、')}${more === 0 ? '' : ` 等，另有 ${more} 次`}`,
    places: places => `（${places.join('；')}）`,
    unread: reason => `无法读取：${reason}`,
    record: '记录文件',
    documentsLead: '生成本站的程序所附的文档，均为英文。',
    groups: {
      reading: '如何读懂数据',
      measuring: '如何测量',
      'same-work': '跑的是同一份工作吗？',
      money: '工作负载与成本',
      nightly: '夜间例行测量',
      using: '使用 moebench',
      files: '文件格式',
      other: '其他文档',
    },
    backToIndex: '方法',
    contents: '本页目录',
    inEnglish: '本文目前只有英文版，以下为原文。',
    colon: '：',
  },
};
