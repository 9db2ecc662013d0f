/** Texts about records of ours compared with a published layer, and titles of columns, in Chinese. */
import type { COLUMN_TEXTS, LAYER_TEXTS } from '../../../reproduce/layer-codes.ts';
import type { Sentence } from '../../sentence.ts';

export const ZH_LAYERS: Readonly<Record<(typeof LAYER_TEXTS)[number], Sentence>> = {
  'layer-formula-both': '3 ÷ (1 ÷ 前向 + 2 ÷ 反向)',
  'layer-table-records': '我们在 {chip} 上的记录与公开速度：完整的层，bfloat16，有效 FLOPs',
  'layer-note-records':
    '我们的反向耗时是两趟合计与前向之差。单层吞吐量不是训练速度。记录第一种形状：{command}；记录全部：--suite published。',
  'layer-answer-no-record': '这里没有 {chip} 在这 {layers} 种形状下的记录，因此无从比较。',
  'layer-answer-ratio': '这里有 {chip} 在 {layers} 种形状中 {recorded} 种的记录，达到公开速度的 {ratio:digits} 倍。',
  'layer-answer-ratios':
    '这里有 {chip} 在 {layers} 种形状中 {recorded} 种的记录，达到公开速度的 {least:digits} 至 {most:digits} 倍。',
};

export const ZH_COLUMNS: Readonly<Record<(typeof COLUMN_TEXTS)[number], Sentence>> = {
  'column-80-from': '80%：下限',
  'column-95-from': '95%：下限',
  'column-backward': '反向',
  'column-both': '前向加反向',
  'column-deepgemm': 'DeepGEMM-pt',
  'column-deepgemm-plus': 'DeepGEMM++',
  'column-device': '设备',
  'column-for-claimed-cost': '对应 {cost:tenThousands} 万元',
  'column-for-cost-on-d': '对应 {cost:tenThousands} 万元',
  'column-forward': '前向',
  'column-half-and-half': '各半',
  'column-interval': '区间',
  'column-kernel': 'kernel',
  'column-megatron': 'Megatron',
  'column-mfu': 'MFU',
  'column-mix': '组合',
  'column-most-of-d': 'D 的最大占比',
  'column-most-of-second': '第二种设备的最大占比',
  'column-of-largest-matmul': '占 {largestMatmul} TFLOP/s 的比例',
  'column-of-our-largest-matmul': '占我们最大矩阵乘的比例',
  'column-of-speed-of-d': '相对 D 的速度',
  'column-our-backward': '我们，反向',
  'column-our-both': '我们，前向加反向',
  'column-our-forward': '我们，前向',
  'column-price': '价格',
  'column-projected': '推算',
  'column-ratio': '我们 ÷ 对方',
  'column-rows-per-expert': '每专家行数',
  'column-saving': '节省',
  'column-scattermoe': 'ScatterMoE',
  'column-shape': 'T, H, F, E, k',
  'column-share-of-d': 'D {share:percent}',
  'column-software': '软件',
  'column-sonicmoe-forward': 'SonicMoE 前向',
  'column-their-both': '对方，前向加反向',
  'column-to': '上限',
  'column-claimed-chance': '达到 {claimed:percent} 的概率',
};
