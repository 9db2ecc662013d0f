/** Words for a row's work: its part, and how it was run. */
import type { WorkloadRef } from '../../../report/workload-schema.ts';
import type { InEvery } from '../../language.ts';

type WorkWords = {
  readonly parts: Readonly<Record<WorkloadRef['part'], (name: string, layers: string) => string>>;
  readonly scaled: string;
  readonly changed: string;
  readonly ownSize: (dims: string) => string;
  readonly passes: Readonly<Record<WorkloadRef['pass'], string>>;
  readonly tokens: (count: string) => string;
  readonly inSequences: (tokens: string, length: string) => string;
  readonly rows: (rows: string, isSingle: boolean) => string;
  readonly routing: (routing: string) => string;
  readonly allTargets: string;
  readonly sharesUnknown: (dispatch: string, why: string) => string;
  readonly shares: (dispatch: string, dropped: string, padded: string) => string;
  readonly comma: string;
};

/** A skewed routing bears its exponent, a recorded one its hash. */
const ZH_ROUTINGS: readonly (readonly [prefix: string, name: (rest: string) => string])[] = [
  ['balanced', () => '均衡路由'],
  ['learned', () => '可学习路由'],
  ['zipf:', exponent => `倾斜路由 zipf:${exponent}`],
  ['trace:', hash => `实录路由 trace:${hash}`],
];

function routingInChinese(routing: string): string {
  const found = ZH_ROUTINGS.find(([prefix]) => routing.startsWith(prefix));
  return found === undefined ? `${routing} 路由` : found[1](routing.slice(found[0].length));
}

export const WORK_WORDS: InEvery<WorkWords> = {
  en: {
    parts: {
      'moe-layer': name => `one MoE layer of ${name}`,
      'moe-block': name => `one transformer block of ${name}`,
      'train-step': (name, layers) => `one training step of a ${layers}-layer ${name}`,
    },
    scaled: ' (scaled)',
    changed: ' (changed)',
    ownSize: dims => `a layer of your own (${dims})`,
    passes: { forward: 'forward', 'forward-backward': 'forward-backward', train: 'train' },
    tokens: count => `${count} tokens`,
    inSequences: (tokens, length) => `${tokens} in sequences of ${length}`,
    rows: (rows, isSingle) => `${rows} row${isSingle ? '' : 's'} per expert`,
    routing: routing => `${routing} routing`,
    allTargets: 'all targets at once',
    sharesUnknown: (dispatch, why) => `${dispatch}: shares not known, ${why}`,
    shares: (dispatch, dropped, padded) => `${dispatch}: ${dropped} of choices dropped, ${padded} of rows padding`,
    comma: ', ',
  },
  zh: {
    parts: {
      'moe-layer': name => `${name} 的单个 MoE 层`,
      'moe-block': name => `${name} 的单个 Transformer 块`,
      'train-step': (name, layers) => `${layers} 层 ${name} 的一个训练步`,
    },
    scaled: '（缩小规模）',
    changed: '（结构有改动）',
    ownSize: dims => `自定义规模的层（${dims}）`,
    passes: { forward: '前向', 'forward-backward': '前向加反向', train: '训练' },
    tokens: count => `${count} token`,
    inSequences: (tokens, length) => `${tokens}，序列长度 ${length}`,
    rows: rows => `每专家 ${rows} 行`,
    routing: routingInChinese,
    allTargets: '所有目标设备同时运行',
    sharesUnknown: (dispatch, why) => `${dispatch}：丢弃与填充比例未知，${why}`,
    shares: (dispatch, dropped, padded) => `${dispatch}：丢弃 ${dropped} 的专家选择，填充占 ${padded} 的行`,
    comma: '，',
  },
};
