/** The words of `report` on a terminal, and of what training costs by what others published. */
import type { InEvery } from '../../../reports/words/language.ts';

type ReportTextWords = {
  readonly notRead: (path: string, reason: string) => string;
  readonly damaged: (run: string, damage: string) => string;
  readonly ahead: (run: string, startedAt: string) => string;
  readonly page: (path: string) => string;
  readonly costsOf: (tokens: string, more: number) => string;
  readonly cost: (unit: string) => string;
  readonly compared: string;
  readonly reference: string;
  readonly range: (point: string, low: string, high: string) => string;
};

export const REPORT_TEXT_WORDS: InEvery<ReportTextWords> = {
  en: {
    notRead: (path, reason) => `not read: ${path}: ${reason}`,
    damaged: (run, damage) => `damaged: ${run}: ${damage}`,
    ahead: (run, startedAt) => `run ${run} is dated ${startedAt}, later than this clock: it replaces no other run`,
    page: path => `Page: ${path}`,
    costsOf: (tokens, more) => ` Costs of ${tokens}${more > 0 ? `; ${more} more chips on the page` : ''}.`,
    cost: unit => `cost, ${unit}`,
    compared: 'compared',
    reference: 'reference',
    range: (point, low, high) => `${point} (${low} to ${high})`,
  },
  zh: {
    notRead: (path, reason) => `未读取：${path}：${reason}`,
    damaged: (run, damage) => `已损坏：${run}：${damage}`,
    ahead: (run, startedAt) => `运行 ${run} 的日期为 ${startedAt}，晚于本机时钟：它不取代任何其他运行`,
    page: path => `页面：${path}`,
    costsOf: (tokens, more) => `以上为训练 ${tokens} 的成本${more > 0 ? `；另有 ${more} 款芯片见页面` : ''}。`,
    cost: unit => `成本（${unit}）`,
    compared: '与参考芯片相比',
    reference: '参考芯片',
    range: (point, low, high) => `${point}（${low} 至 ${high}）`,
  },
};
