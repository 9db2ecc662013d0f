/** Words for what a device costs beside the reference. */
import type { Verdict } from '../../../spread/verdict.ts';
import type { InEvery } from '../../language.ts';

type VerdictWords = {
  /** After the name of the device: how it stands to the reference. */
  readonly stands: Readonly<Record<Verdict, (reference: string) => string>>;
  readonly verdict: (device: string, stands: string, work: string, amount: string) => string;
  readonly ofWorkloads: (stands: string, share: string, rows: string) => string;
  readonly verdicts: (device: string, parts: readonly string[]) => string;
  readonly share: (many: number, all: number) => string;
  readonly noVerdict: (row: {
    readonly device: string;
    readonly reference: string;
    readonly work: string;
    readonly amount: string;
    readonly rent: string;
    readonly currency: string;
    readonly lacks: string;
  }) => string;
  readonly more: (workloads: number) => string;
  readonly scope: (boards: string, days: string) => string;
  readonly reference: (name: string, basis: string, boards: number, ways: string) => string;
  readonly saving: (share: string) => string;
  readonly spread: (main: string, spread: string) => string;
};

export const VERDICT_WORDS: InEvery<VerdictWords> = {
  en: {
    stands: {
      cheaper: reference => `cheaper than ${reference}`,
      dearer: reference => `dearer than ${reference}`,
      'not separable': reference => `not separable in cost from ${reference}`,
      'no interval': reference => `not judged beside ${reference}`,
    },
    verdict: (device, stands, work, amount) => `${device}, is ${stands} on ${work}: ${amount}.`,
    ofWorkloads: (stands, share, rows) => `${stands} on ${share} workloads (at ${rows})`,
    verdicts: (device, parts) => `${device}, is ${parts.join(', and ')}.`,
    share: (many, all) => (many < all ? `${many} of ${all}` : all === 2 ? 'both' : `all ${all}`),
    noVerdict: ({ device, reference, work, amount, rent, currency, lacks }) =>
      `${device}, beside ${reference} on ${work}: ${amount}, break-even rent ${rent} ${currency} an hour. No verdict, because ${lacks}.`,
    more: workloads => ` So it is on ${workloads} more workload${workloads === 1 ? '' : 's'}: see below.`,
    scope: (boards, days) =>
      ` That is of these boards alone (${boards}; ${days}): nothing is known here of how boards and nights differ.`,
    reference: (name, basis, boards, ways) => `${name} (${basis}${boards > 1 ? ` on ${boards} boards` : ''}${ways})`,
    saving: share => `saving ${share}`,
    spread: (main, spread) => `${main} (${spread})`,
  },
  zh: {
    stands: {
      cheaper: reference => `比 ${reference}更便宜`,
      dearer: reference => `比 ${reference}更贵`,
      'not separable': reference => `与 ${reference}的成本无法区分`,
      'no interval': reference => `与 ${reference}相比未作判定`,
    },
    verdict: (device, stands, work, amount) => `${device}${stands}，工作负载为 ${work}：${amount}。`,
    ofWorkloads: (stands, share, rows) => `在${share}工作负载（${rows}）上${stands}`,
    verdicts: (device, parts) => `${device}${parts.join('；')}。`,
    share: (many, all) => (many < all ? ` ${all} 个中的 ${many} 个` : `全部 ${all} 个`),
    noVerdict: ({ device, reference, work, amount, rent, currency, lacks }) =>
      `${device}与 ${reference}相比，工作负载为 ${work}：${amount}，盈亏平衡租金 ${rent} ${currency}/卡时。未作判定，原因：${lacks}。`,
    more: workloads => `另有 ${workloads} 个工作负载情况相同，见下文。`,
    scope: (boards, days) => `该结论只适用于这些板卡（${boards}；${days}）：不同板卡、不同日期之间的差异在此未知。`,
    reference: (name, basis, boards, ways) => `${name}（${basis}${boards > 1 ? `，${boards} 块板卡` : ''}${ways}）`,
    saving: share => `节省 ${share}`,
    spread: (main, spread) => `${main}（${spread}）`,
  },
};
