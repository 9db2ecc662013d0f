/** How the figures came about: one sentence a promise, each with a test (test/reports/pages/method/sentences.test.ts). */
import type { InEvery } from '../../language.ts';

export const METHOD_SENTENCES = [
  'same-work',
  'proven',
  'interleaved',
  'time',
  'training',
  'cost',
  'ratio',
  'spread',
  'reference',
  'few-rounds',
  'separable',
  'missing',
] as const;

export type MethodSentence = (typeof METHOD_SENTENCES)[number];

export const METHOD: InEvery<Readonly<Record<MethodSentence, string>>> = {
  en: {
    'same-work':
      'Every target ran the same work: tensors, routing and graph follow from the workload, and its hash names it.',
    proven:
      'A small form of each workload was proven against a float64 oracle before it was timed; of a row without such a proof neither speed nor cost is given.',
    interleaved:
      'A round is a fresh process, and rounds are interleaved between targets and workloads, so slow changes such as heating affect all of them alike.',
    time: 'The time of a row is the mean over rounds of the median step of each round, with a 95 % interval over rounds (±); below five rounds it is the least and the greatest round.',
    training:
      'A training step changes its weights: every round starts from the same ones, and the first steps of all rounds and targets must agree.',
    cost: 'Cost and energy follow the mean step, not the median.',
    ratio:
      'The ratio of two measured speeds takes the errors of both boards as independent; every other ratio carries the worst case of both sides.',
    spread:
      'A comparison of chips is widened by what boards of one chip, and runs of one board, are known to differ by.',
    reference:
      'A measured reference stands beside rows of its own software alone; else a sibling is scaled, or a projection is as wide as published training speeds lie apart.',
    'few-rounds': 'A speed of fewer than five rounds has no interval, and a saving that rests on one has no verdict.',
    separable: 'A saving whose interval contains zero is not separable.',
    missing: 'A figure that was not measured is missing with its reason; it is never zero and never a guess.',
  },
  zh: {
    'same-work': '所有设备跑的是同一份工作：张量、路由和计算图都由工作负载唯一确定，并以其哈希标识。',
    proven: '每个工作负载在计时之前，先用其小规模版本与 float64 基准逐一核对；没有通过核对的行，不给出速度和成本。',
    interleaved: '每一轮都是全新进程，各设备、各工作负载的轮次交错进行，因此升温之类的缓慢变化对所有对象的影响相同。',
    time: '一行的用时，是各轮单步中位数的平均值，附轮间 95% 置信区间（±）；不足五轮时，只给出最快与最慢的一轮。',
    training: '训练步会更新权重：每一轮都从同一组权重出发，各轮、各设备的前几步结果必须一致。',
    cost: '成本和能耗按单步平均用时计算，不按中位数。',
    ratio: '两个实测速度之比，按两块板卡误差相互独立处理；其余比值一律取两侧最坏情形。',
    spread: '比较芯片时，区间会按同款芯片不同板卡之间、同一板卡不同次运行之间的已知差异放宽。',
    reference:
      '实测的参考芯片只与相同软件栈的行比较；否则由同系芯片换算，或采用推算值，其区间宽度与公开训练速度的离散程度相当。',
    'few-rounds': '不足五轮的速度没有置信区间，依赖它的节省幅度也不下结论。',
    separable: '节省幅度的区间只要包含零，就判为“无法区分”。',
    missing: '没有测到的数字注明缺失原因，既不填零，也不猜测。',
  },
};
