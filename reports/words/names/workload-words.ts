/** The words that workload names are made of, in every language. */
import type { Part } from '../../../suites/workload.ts';
import type { InEvery } from '../language.ts';
import { dimsText } from '../report/dims-text.ts';
import { rowsText } from '../report/work-text.ts';

type NamedPart = { readonly model: string; readonly part: Part; readonly layers: number | null };
type Dims = Readonly<Record<string, string | number>>;

export type WorkloadWords = {
  readonly part: (named: NamedPart) => string;
  /** The part alone, as a filter names it. */
  readonly parts: Readonly<Record<Part, string>>;
  /** A layer of no published model, by its dims. */
  readonly ownLayer: (dims: Dims) => string;
  /** What follows the part where it is smaller than the model's, or has other fields. */
  readonly scaled: string;
  readonly changed: string;
  readonly forwardOnly: string;
  readonly routing: (routing: string) => string;
  /** With the exponent, or the digits of a trace. */
  readonly exactRouting: (routing: string) => string;
  readonly dispatch: (dispatch: string) => string;
  readonly concurrent: string;
  readonly tokens: (count: number) => string;
  readonly sequence: (length: number | null) => string;
  readonly rows: (rowsPerExpert: number) => string;
  readonly dims: (dims: Dims | null) => string;
  readonly separator: string;
};

const grouped = (count: number): string => count.toLocaleString('en-US');

/** `zipf:1.1` → `['zipf', '1.1']`; what follows the kind is empty where there is nothing. */
function piecesOf(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

type Routings = Readonly<Record<string, string>>;

const ENGLISH_ROUTINGS: Routings = {
  balanced: 'balanced routing',
  learned: 'learned routing',
  zipf: 'skewed routing',
  trace: 'recorded routing',
};
const ENGLISH_PARTS: Readonly<Record<Part, (named: NamedPart) => string>> = {
  'moe-layer': ({ model }) => `${model} layer`,
  'moe-block': ({ model }) => `${model} transformer block`,
  'train-step': ({ model, layers }) => `${model} training step of ${layers} layer${layers === 1 ? '' : 's'}`,
};

const CHINESE_ROUTINGS: Routings = {
  balanced: '均衡路由',
  learned: '可学习路由',
  zipf: '倾斜路由',
  trace: '实录路由',
};
const CHINESE_PARTS: Readonly<Record<Part, (named: NamedPart) => string>> = {
  'moe-layer': ({ model }) => `${model} MoE 层`,
  'moe-block': ({ model }) => `${model} Transformer 块`,
  'train-step': ({ model, layers }) => `${model} ${layers} 层训练步`,
};

const dimOf = (dims: Dims, name: string): string => `${dims[name] ?? '?'}`;

export const WORKLOAD_WORDS: InEvery<WorkloadWords> = {
  en: {
    part: named => ENGLISH_PARTS[named.part](named),
    parts: { 'moe-layer': 'layer', 'moe-block': 'transformer block', 'train-step': 'training step' },
    ownLayer: dims =>
      `Custom layer (${dimOf(dims, 'experts')} experts, top ${dimOf(dims, 'topK')}, hidden ${dimOf(dims, 'hidden')}, ffn ${dimOf(dims, 'ffn')})`,
    scaled: ' (scaled)',
    changed: ' (changed)',
    forwardOnly: 'forward only',
    routing: text => ENGLISH_ROUTINGS[piecesOf(text)[0]] ?? `${text} routing`,
    exactRouting: text => (piecesOf(text)[1] === '' ? text : piecesOf(text).join(' ')),
    dispatch: text => `capacity factor ${piecesOf(text)[1]}`,
    concurrent: 'all targets at once',
    tokens: count => `${grouped(count)} token${count === 1 ? '' : 's'}`,
    sequence: length => (length === null ? 'no sequences' : `sequences of ${grouped(length)}`),
    rows: rows => `${rowsText(rows)} row${rows === 1 ? '' : 's'} per expert`,
    dims: dims => (dims === null ? 'full size' : dimsText(dims)),
    separator: ', ',
  },
  zh: {
    part: named => CHINESE_PARTS[named.part](named),
    parts: { 'moe-layer': 'MoE 层', 'moe-block': 'Transformer 块', 'train-step': '训练步' },
    ownLayer: dims =>
      `自定义 MoE 层（${dimOf(dims, 'experts')} 个专家，top-${dimOf(dims, 'topK')}，hidden ${dimOf(dims, 'hidden')}，ffn ${dimOf(dims, 'ffn')}）`,
    scaled: '（缩小）',
    changed: '（已修改）',
    forwardOnly: '仅前向',
    routing: text => CHINESE_ROUTINGS[piecesOf(text)[0]] ?? `${text} 路由`,
    exactRouting: text => (piecesOf(text)[1] === '' ? text : piecesOf(text).join(' ')),
    dispatch: text => `容量因子 ${piecesOf(text)[1]}`,
    concurrent: '所有目标设备同时运行',
    tokens: count => `${grouped(count)} 个 token`,
    sequence: length => (length === null ? '不分序列' : `序列长度 ${grouped(length)}`),
    rows: rows => `每专家 ${rowsText(rows)} 行`,
    dims: dims => (dims === null ? '完整尺寸' : dimsText(dims, 'zh')),
    separator: '，',
  },
};
