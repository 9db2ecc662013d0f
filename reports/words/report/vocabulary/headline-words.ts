/** Words of a report's headline, beside those of its verdicts (verdict-words.ts). */
import type { Basis } from '../../../figure.ts';
import type { ReportRow } from '../../../report/schema.ts';
import type { InEvery } from '../../language.ts';
import { basisName } from './basis-words.ts';

type Speed = {
  readonly execution: string;
  readonly target: string;
  readonly main: string;
  readonly spread: string;
  readonly work: string;
  readonly facts: readonly string[];
};

/** What went wrong, each with its count. */
export type TroubleKind = 'invalid' | 'unproven' | 'mismatch' | 'failed' | 'unsupported' | 'skipped' | 'unread';

export type HeadlineWords = {
  readonly nothingMeasured: string;
  readonly nothingCompared: string;
  readonly noSaving: (reference: string) => string;
  readonly onMachine: (machine: string, sentence: string) => string;
  readonly noSpeed: (execution: string, target: string, status: ReportRow['status']) => string;
  readonly speed: (speed: Speed) => string;
  readonly times: (times: string, range: string) => string;
  readonly share: (share: string, spread: string) => string;
  /** `speed`: what the reference's is, in words. */
  readonly ofReference: (share: string, name: string, basis: Basis, speed: string) => string;
  readonly troubles: Readonly<Record<TroubleKind, (count: number) => string>>;
  readonly seeBelow: (troubles: string) => string;
};

const NO_SPEED: InEvery<Readonly<Record<ReportRow['status'], string>>> = {
  en: {
    measured: 'none was measured',
    invalid: 'its results cannot be true',
    unproven: 'its work is unproven',
    mismatch: 'its results disagree',
  },
  zh: {
    measured: '没有测到',
    invalid: '结果在物理上不可能',
    unproven: '计算结果未经验证',
    mismatch: '结果不一致',
  },
};

const counted = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;

export const HEADLINE_WORDS: InEvery<HeadlineWords> = {
  en: {
    nothingMeasured: 'Nothing was measured here.',
    nothingCompared: 'Nothing was measured, so nothing can be compared.',
    noSaving: reference => `No saving can be stated against ${reference}.`,
    onMachine: (machine, sentence) => `On ${machine}: ${sentence}`,
    noSpeed: (execution, target, status) => `${execution} (${target}): no speed, because ${NO_SPEED.en[status]}.`,
    speed: ({ execution, target, main, spread, work, facts }) =>
      `${execution} (${target}) takes ${main} (${spread}) for ${work}: ${facts.join(', ')}.`,
    times: (times, range) => `${times} times (${range})`,
    share: (share, spread) => `${share} (${spread}) of`,
    ofReference: (share, name, basis, speed) =>
      `${share} ${basis === 'sibling' ? `the speed of ${name} (${speed})` : `the ${basis} speed of ${name}`}`,
    troubles: {
      invalid: many => `${counted(many, 'row')} left without speed and cost, because a physics check fails`,
      unproven: many => `${counted(many, 'row')} unproven, without cost and comparison, because no proof holds here`,
      mismatch: many => `${counted(many, 'row')} left without speed and cost, because results disagree`,
      failed: many => `${counted(many, 'cell')} failed`,
      unsupported: many => `${many} not supported`,
      skipped: many => `${many} skipped`,
      unread: many => `${counted(many, 'record')} could not be read`,
    },
    seeBelow: troubles => `${troubles}: see below.`,
  },
  zh: {
    nothingMeasured: '这里没有任何实测数据。',
    nothingCompared: '没有任何实测数据，无法比较。',
    noSaving: reference => `无法给出相对 ${reference} 的成本节省。`,
    onMachine: (machine, sentence) => `${machine}：${sentence}`,
    noSpeed: (execution, target, status) => `${execution}，${target}：没有速度数据，原因：${NO_SPEED.zh[status]}。`,
    speed: ({ execution, target, main, spread, work, facts }) =>
      `${execution}，${target}：${work}，单步耗时 ${main}（${spread}），${facts.join('，')}。`,
    times: (times, range) => `${times} 倍（${range}）`,
    share: (share, spread) => `${share}（${spread}）`,
    ofReference: (share, name, basis, speed) =>
      basis === 'sibling'
        ? `达到 ${name} 速度（${speed}）的 ${share}`
        : `速度为 ${name} ${basisName(basis, 'zh')}速度的 ${share}`,
    troubles: {
      invalid: many => `${many} 行没有速度和成本，因为未通过物理检查`,
      unproven: many => `${many} 行未经验证，没有成本和对比，因为没有有效的正确性验证`,
      mismatch: many => `${many} 行没有速度和成本，因为结果不一致`,
      failed: many => `${many} 个测量单元失败`,
      unsupported: many => `${many} 个不受支持`,
      skipped: many => `跳过 ${many} 个`,
      unread: many => `${many} 份记录无法读取`,
    },
    seeBelow: troubles => `${troubles}，详见下文。`,
  },
};
