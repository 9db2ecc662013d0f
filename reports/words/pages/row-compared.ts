/** The words of how a row compares with the reference: what its ratio and its saving are from. */
import type { InEvery } from '../language.ts';

export type ComparedWords = {
  /** What the reference's speed rests on: projected, measured, scaled from a sibling. */
  readonly fromSheet: string;
  readonly measuredOn: (software: string, boards: number) => string;
  readonly fromSibling: (
    sibling: string,
    software: string,
    ratio: string,
    ends: readonly [low: string, high: string],
  ) => string;
  /** `rents`: of the row's chip, then of the reference. */
  readonly saved: (cost: string, reference: string, kind: string, rents: readonly string[]) => string;
  readonly rent: (amount: string, date: string) => string;
};

export const COMPARED_WORDS: InEvery<ComparedWords> = {
  en: {
    fromSheet: 'from its data sheet and published training speeds: no run of it by this software is here',
    measuredOn: (software, boards) => `by ${software} on ${boards} board${boards === 1 ? '' : 's'}`,
    fromSibling: (sibling, software, ratio, [low, high]) =>
      `the step of ${sibling} by ${software}, times ${ratio}; ${low} to ${high} by the two data sheets and the error of scaling, whatever the work`,
    saved: (cost, reference, kind, rents) =>
      `1 − ${cost} ÷ ${reference} of the reference, at rents of one kind (${kind}): ${rents.join(' and ')}`,
    rent: (amount, date) => `${amount}/h of ${date}`,
  },
  zh: {
    fromSheet: '依据数据手册和公开训练速度：这里没有以该软件运行它的记录',
    measuredOn: (software, boards) => `${software}，${boards} 块板卡`,
    fromSibling: (sibling, software, ratio, [low, high]) =>
      `${sibling} 以 ${software} 测得的单步耗时 × ${ratio}；按两款芯片的数据手册和换算误差为 ${low} 至 ${high}，与工作负载无关`,
    saved: (cost, reference, kind, rents) =>
      `1 − ${cost} ÷ ${reference}（参考芯片），租金类型相同（${kind}）：${rents.join('、')}`,
    rent: (amount, date) => `${amount}/卡时（${date}）`,
  },
};
