/** Why a speed has no interval, in Chinese, and what to give. */
import { percentText, threeDigits } from '../../format.ts';
import type { SpeedLack } from '../../money/lacks.ts';
import { fieldText, nameOf } from '../input-text.ts';
import type { LackWords } from '../lack-words.ts';

const OWN_RECORDS = '自己的测量记录（speed: {from: results}，至少 5 轮）';
const MEASURED = `一份实测或换算得出的公开数据、一个范围，或${OWN_RECORDS}`;

export const ZH_LACKS: Readonly<Record<SpeedLack, LackWords>> = {
  'plain-number': {
    detail: ({ field, value }) => (field === 'mfu' ? `MFU ${percent(value)}` : `${threeDigits(Number(value))} token/s`),
    because: () => '只给了一个数值，无从得知误差',
    give: () => '一个范围（low..high）或一个分布',
  },
  'narrow-spread': {
    detail: ({ field, logSigma }, names) => `${fieldText(String(field), names, 'zh')}，±${percent(logSigma)}`,
    because: ({ least }) => `给出的离散度小于 ${percent(least)}，而同一工作负载多次运行的差异就有这么大`,
    give: () => '这类运行实际出现过的离散度',
  },
  'one-published-run': {
    detail: ({ published }) => `${published}`,
    because: () => '只有一份公开数据，构不成区间',
    give: () => `该模型在该芯片、该精度上的第二份公开数据、一个范围，或${OWN_RECORDS}`,
  },
  'derived-from-cost': {
    detail: ({ published }) => `${published}`,
    because: () => '该速度由其来源所声称的成本反推得出，不能反过来证明成本',
    give: () => MEASURED,
  },
  'whole-run-average': {
    detail: ({ published }) => `${published}`,
    because: () => '整个训练过程的平均值包含了中断时间',
    give: () => MEASURED,
  },
  proxy: {
    detail: ({ published }) => `${published}`,
    because: () => '训练的是替代模型，而不是该模型本身',
    give: () => MEASURED,
  },
  'few-rounds': {
    detail: ({ rounds }) => `${rounds} 轮`,
    because: () => '少于 5 轮只能给出范围，不能给出置信区间',
    give: ({ command }) => (command === undefined ? OWN_RECORDS : `至少 5 轮（${command}）`),
  },
  'copied-rounds': {
    detail: ({ rounds, distinct }) => `${rounds} 轮中的 ${distinct} 轮`,
    because: () => '互不相同的轮次少于 5 个，其余是复制的数据',
    give: () => OWN_RECORDS,
  },
  'no-spread': {
    detail: null,
    because: () => '各轮结果连最后一位都相同，构不成区间',
    give: () => OWN_RECORDS,
  },
  bounds: {
    detail: null,
    because: () => '两端是模型给出的上下界，没有经过抽样',
    give: () => '该芯片上完整训练步的测量记录（至少 5 轮）或一个范围',
  },
  'same-publications': {
    detail: ({ other }, names) => `与 ${nameOf(other, names)} 相同`,
    because: ({ published }) => `两者的速度来自同一批公开数据（${published}），无法说明两者的差异`,
    give: () => '各自的测量记录，或各自的范围',
  },
  'same-projection': {
    detail: ({ other }, names) => `与 ${nameOf(other, names)} 相同`,
    because: ({ chip }) => `两者的速度都由 ${chip} 推算，其差异（精度或设备数）来自一条没有区间的规则`,
    give: () => '其中任一方的范围、公开数据或测量记录',
  },
  'few-samples': {
    detail: null,
    because: ({ samples, least }) => `样本数为 ${samples} 时区间端点取决于随机种子，至少需要 ${least} 个样本`,
    give: ({ least }) => ` samples: ${least} 或更大的值`,
  },
};

const percent = (share: unknown): string => percentText(Number(share), 'zh');
