/** Why the samples of a run are kept, in Chinese (results/prune/kept.ts in English). */
import type { KeptCode } from '../../../../results/prune/kept.ts';

export const ZH_KEPT: Readonly<Record<KeptCode, string>> = {
  recent: '在 --keep 的范围之内',
  'ahead-of-clock': '日期为 {startedAt}，晚于本机时钟：无法确定已过多久',
  'not-sealed': '没有封存：该运行可以继续，届时需要这些样本',
  damaged: '记录已损坏：样本是证据',
  'promise-broken': '承诺 {promise} 不成立：样本是证据（moebench verify）',
  unreadable: '无法读取记录：{reason}',
  'no-file': '记录或其样本是链接或非普通文件；程序不跟随链接',
  'in-use': '{lock} 由其他进程持有，或在另一台主机上结束时仍持有',
  'already-pruned': '样本此前已删除',
  'no-samples': '没有样本文件',
};
