/** What the file that holds a whole site says of itself. */
import type { InEvery } from '../language.ts';

export type SingleWords = {
  /** `titles`: of the first pages that are left out; `count`: of all. */
  readonly pagesLeftOut: (count: number, titles: readonly string[], limitMb: number) => string;
  readonly picturesLeftOut: (count: number, limitMb: number) => string;
};

export const SINGLE_WORDS: InEvery<SingleWords> = {
  en: {
    pagesLeftOut: (count, titles, limitMb) =>
      `This file holds at most ${limitMb} MB, so ${count === 1 ? '1 page of the site is' : `${count} pages of the site are`} left out: ${titles.join('; ')}${count > titles.length ? '; …' : '.'}`,
    picturesLeftOut: (count, limitMb) =>
      `This file holds at most ${limitMb} MB, so the still ${count === 1 ? 'picture of 1 chart is' : `pictures of ${count} charts are`} left out. With scripts on, every chart is drawn; without, the table behind each chart has its figures.`,
  },
  zh: {
    pagesLeftOut: (count, titles, limitMb) =>
      `本文件不超过 ${limitMb} MB，因此未收入网站中的 ${count} 个页面：${titles.join('；')}${count > titles.length ? '……' : '。'}`,
    picturesLeftOut: (count, limitMb) =>
      `本文件不超过 ${limitMb} MB，因此未收入 ${count} 张图表的静态图片。启用脚本时所有图表照常绘制；未启用时，请展开图表下方的数据表查看数值。`,
  },
};
