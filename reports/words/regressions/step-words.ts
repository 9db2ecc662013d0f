/** Words for a step: what moved, by how much, since when, how sure, and what changed with it. */
import type { InEvery } from '../language.ts';
import { spaced } from '../sentence.ts';

type Moved = {
  readonly work: string;
  readonly place: string;
  readonly moved: string;
  readonly date: string;
  readonly sure: string;
};

type StepWords = {
  readonly work: (moved: Moved) => string;
  readonly everything: (moved: Omit<Moved, 'work'>, alike: string) => string;
  /** `5.1 % more time per step`, `单步耗时增加 5.1%`. */
  readonly share: (share: string, word: string) => string;
  readonly range: (moved: string, range: string) => string;
  readonly products: (count: number) => string;
  readonly works: (count: number) => string;
  readonly allProducts: string;
  readonly mostWorks: string;
  readonly alike: (parts: readonly string[]) => string;
  readonly seen: (nights: number) => string;
  readonly interleaved: string;
  readonly confirmed: (nights: number) => string;
  readonly nothingChanged: string;
  readonly changed: (texts: readonly string[]) => string;
  readonly changeNames: Readonly<Record<string, string>>;
  readonly none: string;
};

const counted = (count: number, singular: string, plural: string): string =>
  `${count} ${count === 1 ? singular : plural}`;

export const STEP_WORDS: InEvery<StepWords> = {
  en: {
    work: ({ work, place, moved, date, sure }) => `${work} on ${place} began to take ${moved} on ${date}, ${sure}.`,
    everything: ({ place, moved, date, sure }, alike) =>
      `Everything on ${place} began to take ${moved} on ${date}, ${sure}: ${alike}, so the machine or the board changed.`,
    share: (share, word) => `${share} ${word}`,
    range: (moved, range) => `${moved} (${range})`,
    products: count => counted(count, 'product of the roofline', 'products of the roofline'),
    works: count => counted(count, 'work', 'works'),
    allProducts: 'the products of the roofline',
    mostWorks: 'most works',
    alike: parts => `${parts.join(' and ')} moved alike`,
    seen: nights => (nights === 1 ? 'seen on one night' : `seen on ${nights} nights`),
    interleaved: 'confirmed by an interleaved comparison',
    confirmed: nights => (nights === 1 ? 'confirmed' : `confirmed by ${nights} nights`),
    nothingChanged: 'What changed: nothing that the records know.',
    changed: texts => `What changed: ${texts.join('; ')}.`,
    changeNames: { clockMHz: 'compute clock in MHz', strategies: 'strategies that the race left' },
    none: 'none',
  },
  zh: {
    work: ({ work, place, moved, date, sure }) => `${place}：${spaced(`${work} 自 ${date} 起${moved}`)}，${sure}。`,
    everything: ({ place, moved, date, sure }, alike) =>
      `${place}：所有测量自 ${date} 起${moved}，${sure}；${alike}，因此是机器或板卡发生了变化。`,
    share: (share, word) => `${word} ${share}`,
    range: (moved, range) => `${moved}（${range}）`,
    products: count => `${count} 个 roofline 矩阵乘`,
    works: count => `${count} 个工作负载`,
    allProducts: 'roofline 矩阵乘',
    mostWorks: '大多数工作负载',
    alike: parts => `${parts.join('和')}变化一致`,
    seen: nights => `已出现 ${nights} 晚`,
    interleaved: '经交替对比测量确认',
    confirmed: nights => (nights === 1 ? '已确认' : `经 ${nights} 晚确认`),
    nothingChanged: '同时发生的变化：记录中没有发现。',
    changed: texts => `同时发生的变化：${texts.join('；')}。`,
    changeNames: { clockMHz: '计算频率（MHz）', strategies: '竞速后留下的策略', driver: '驱动' },
    none: '无',
  },
};
