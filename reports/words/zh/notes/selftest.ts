/** The sentence of each finding of a self-test, in Chinese (results/selftest/finding-text.ts in English). */
import type { FindingCode } from '../../../../results/selftest/codes.ts';

export const ZH_SELFTEST: Readonly<Record<FindingCode, string>> = {
  'no-pair-measured': '没有完整测到任何一对',
  'alarms-counted': '{judged} 对相同的测量中有 {significant} 对看似不同，允许 5%（p = {p}）',
  'alarms-of-few-pairs':
    '{judged} 对相同的测量中有 {significant} 对看似不同，允许 5%（p = {p}）；仅为估计：证明需要 {pairsForProof} 对',
  'step-overhead': '带记录的一步与不带记录的一步相差 {point}（{low} 至 {high}）；允许 1%',
  'step-overhead-unclear':
    '带记录的一步与不带记录的一步相差 {point}（{low} 至 {high}）；允许 1%，但机器太不安静，无法判断',
  'sampler-share': '占一个核的 {share}；允许 0.5%',
  'sensors-agree': '{comparisons} 次比较一致',
  'sensors-apart': '{because}',
  'sensors-ratio': '{first} ÷ {second} 为 {ratio}',
  'no-energy-sensor': '没有能耗传感器',
  'no-sensor-read': '{sensors} 个传感器都无法读取：{because}',
  'no-comparable-sensors': '可读取的传感器中没有两个覆盖相同或互相包含的范围',
  'no-long-window': '没有测长窗口',
};
