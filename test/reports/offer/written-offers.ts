/** Offers as they stand in e-mails and price lists, and what each says. */
import type { Offer } from '../../../reports/offer/offer.ts';

export type WrittenOffer = readonly [text: string, said: Omit<Offer, 'name'>];

const H800 = ['nvidia-h800'];
const cny = (amount: Offer['money'] extends infer M ? (M extends { amount: infer A } ? A : never) : never) => ({
  amount,
  currency: 'CNY',
});
const usd = (amount: number) => ({ amount, currency: 'USD', sign: '$' });

/** The five that `910B` may be. */
export const ALL_910B = [
  'huawei-ascend-910b1',
  'huawei-ascend-910b2',
  'huawei-ascend-910b3',
  'huawei-ascend-910b4',
  'huawei-ascend-910b4-1',
];

export const ENGLISH: readonly WrittenOffer[] = [
  ['H800 20 CNY/h', { chips: H800, money: cny(20), period: 'hour' }],
  ['h800,20cny/h,mfu=0.3', { chips: H800, money: cny(20), period: 'hour', speed: { mfu: 0.3 } }],
  ['20 CNY/h for an H800', { chips: H800, money: cny(20), period: 'hour' }],
  ['We offer H800 at 20 CNY/h', { chips: H800, money: cny(20), period: 'hour' }],
  ['H800 - 20 CNY / hour / GPU', { chips: H800, money: cny(20), period: 'hour', perDevice: true }],
  ['H800: RMB 20/hr', { chips: H800, money: cny(20), period: 'hour' }],
  ['6000 CNY/month H800', { chips: H800, money: cny(6000), period: 'month' }],
  ['910B2 7 CNY/h, 25 % mfu', { chips: ['huawei-ascend-910b2'], money: cny(7), period: 'hour', speed: { mfu: 0.25 } }],
  [
    'Ascend-910B2 7 RMB/hour mfu 20-25%',
    { chips: ['huawei-ascend-910b2'], money: cny(7), period: 'hour', speed: { mfu: { low: 0.2, high: 0.25 } } },
  ],
  [
    'H100 SXM5 80GB $2.49/hr on-demand',
    { chips: ['nvidia-h100'], money: usd(2.49), period: 'hour', kind: 'rent-on-demand' },
  ],
  ['NVIDIA H100 PCIe $1.99 hourly', { chips: ['nvidia-h100-pcie'], money: usd(1.99), period: 'hour' }],
  [
    '8xH100 node at $20/hr spot',
    { chips: ['nvidia-h100'], money: usd(20), period: 'hour', perNodeOf: 8, kind: 'rent-spot' },
  ],
  [
    '64x H100 $16/h per node of 8',
    { chips: ['nvidia-h100'], money: usd(16), period: 'hour', perNodeOf: 8, devices: 64 },
  ],
  ['8-GPU node of H200, $30/h', { chips: ['nvidia-h200'], money: usd(30), period: 'hour', perNodeOf: 8 }],
  [
    'H200 $3.2/GPU/h (3-year commitment)',
    { chips: ['nvidia-h200'], money: usd(3.2), period: 'hour', perDevice: true, kind: 'rent-reserved' },
  ],
  [
    'MI300X $2.10 per GPU-hour reserved 1-year',
    { chips: ['amd-mi300x'], money: usd(2.1), period: 'hour', perDevice: true, kind: 'rent-reserved' },
  ],
  [
    'AMD Instinct MI300X x 8 US$2/h',
    { chips: ['amd-mi300x'], devices: 8, money: { amount: 2, currency: 'USD' }, period: 'hour' },
  ],
  [
    'H800x64 ¥45,000-¥48,000/month per node of 8 incl. 13% VAT',
    {
      chips: H800,
      devices: 64,
      money: { amount: { low: 45_000, high: 48_000 }, currency: 'CNY', sign: '¥' },
      period: 'month',
      perNodeOf: 8,
      vat: { included: true, rate: 0.13 },
    },
  ],
  [
    'H800 45k CNY/mo excl VAT (6%)',
    { chips: H800, money: cny(45_000), period: 'month', vat: { included: false, rate: 0.06 } },
  ],
  ['H800 20 CNY/h plus 13% VAT', { chips: H800, money: cny(20), period: 'hour', vat: { included: false, rate: 0.13 } }],
  ['H800 1.2 million CNY per year', { chips: H800, money: cny(1.2e6), period: 'year' }],
  [
    'H800 20..22..25 CNY/h',
    { chips: H800, money: { amount: { low: 20, point: 22, high: 25 }, currency: 'CNY' }, period: 'hour' },
  ],
  ['H800 480 CNY/day', { chips: H800, money: cny(480), period: 'day' }],
  ['H800 20 CNY/h 1,203 tok/s', { chips: H800, money: cny(20), period: 'hour', speed: { tokensPerSecond: 1203 } }],
  [
    'H800 20 CNY/h 1.2k tokens/s/GPU fp8',
    { chips: H800, money: cny(20), period: 'hour', speed: { tokensPerSecond: 1200 }, dtype: 'float8' },
  ],
  [
    'H800 12 CNY/h spot, interrupted 2 times a day, 15 minutes lost each',
    { chips: H800, money: cny(12), period: 'hour', kind: 'rent-spot', interruptions: { perDay: 2, minutesLost: 15 } },
  ],
  ['TPU v5p $4.20/chip-hour', { chips: ['google-tpu-v5p'], money: usd(4.2), period: 'hour', perDevice: true }],
  ['H20 141GB 9 CNY/h', { chips: ['nvidia-h20-3e'], money: cny(9), period: 'hour' }],
  ['H20 96GB 6.5 CNY/h', { chips: ['nvidia-h20'], money: cny(6.5), period: 'hour' }],
  ['4090 x 8 2.1 CNY/h', { chips: ['nvidia-rtx-4090'], devices: 8, money: cny(2.1), period: 'hour' }],
  [
    'buy 910B2 at 80000 CNY over 4..6 years residual 0..10% upkeep 5000 CNY/year',
    {
      chips: ['huawei-ascend-910b2'],
      bought: true,
      money: cny(80_000),
      lifeYears: { low: 4, high: 6 },
      residual: { low: 0, high: 0.1 },
      upkeepPerYear: cny(5000),
    },
  ],
  [
    'buy 8x H800 at 300000 CNY per GPU',
    { chips: H800, bought: true, money: cny(300_000), perDevice: true, devices: 8 },
  ],
  ['H800 bought for 1.6 million CNY per node of 8', { chips: H800, bought: true, money: cny(1.6e6), perNodeOf: 8 }],
  ['H800 20 CNY/h # quote 4711', { chips: H800, money: cny(20), period: 'hour', source: 'quote 4711' }],
  ['H800 27,5 CNY/h', { chips: H800, money: cny(27.5), period: 'hour' }],
  ['H800 1.200.000 CNY/year', { chips: H800, money: cny(1.2e6), period: 'year' }],
  ['H800 x 64 nodes of 8 160 CNY/h', { chips: H800, devices: 512, perNodeOf: 8, money: cny(160), period: 'hour' }],
  ['H800', { chips: H800 }],
];

export const CHINESE: readonly WrittenOffer[] = [
  ['H20 4台8卡 4.2万元/月', { chips: ['nvidia-h20'], devices: 32, perNodeOf: 8, money: cny(42_000), period: 'month' }],
  ['H800 每卡每小时 20 元', { chips: H800, money: cny(20), period: 'hour', perDevice: true }],
  ['H800 20元/卡/小时', { chips: H800, money: cny(20), period: 'hour', perDevice: true }],
  ['H800　１８.５元／卡时', { chips: H800, money: cny(18.5), period: 'hour', perDevice: true }],
  ['H800 MFU 0.25，20元/时', { chips: H800, speed: { mfu: 0.25 }, money: cny(20), period: 'hour' }],
  [
    'H800 ￥20~25/小时',
    { chips: H800, money: { amount: { low: 20, high: 25 }, currency: 'CNY', sign: '¥' }, period: 'hour' },
  ],
  [
    '910B 节点(8卡) 45000元/月 不含税 13%',
    { chips: ALL_910B, perNodeOf: 8, money: cny(45_000), period: 'month', vat: { included: false, rate: 0.13 } },
  ],
  [
    '910B3 8卡服务器，每月3.5万元，含13%增值税',
    {
      chips: ['huawei-ascend-910b3'],
      perNodeOf: 8,
      money: cny(35_000),
      period: 'month',
      vat: { included: true, rate: 0.13 },
    },
  ],
  [
    '华为昇腾910C 12元/卡时 MFU 25%~30%',
    {
      chips: ['huawei-ascend-910c'],
      money: cny(12),
      period: 'hour',
      perDevice: true,
      speed: { mfu: { low: 0.25, high: 0.3 } },
    },
  ],
  ['租 H20 8卡 一台 4.2 万元 / 月', { chips: ['nvidia-h20'], perNodeOf: 8, money: cny(42_000), period: 'month' }],
  [
    'H20 64卡 6.5元每小时每卡 按需',
    { chips: ['nvidia-h20'], devices: 64, money: cny(6.5), period: 'hour', perDevice: true, kind: 'rent-on-demand' },
  ],
  [
    'H800 包月 1.2万',
    { chips: H800, money: { amount: 12_000, currency: null }, period: 'month', kind: 'rent-reserved' },
  ],
  [
    '摩尔线程 MTT S5000 8元/卡/时 抢占式',
    { chips: ['moore-threads-s5000'], money: cny(8), period: 'hour', perDevice: true, kind: 'rent-spot' },
  ],
  [
    '海光 K100-AI 5.8元/h 每秒1203 tokens',
    { chips: ['hygon-k100-ai'], money: cny(5.8), period: 'hour', speed: { tokensPerSecond: 1203 } },
  ],
  ['昆仑芯P800 9元每卡时', { chips: ['baidu-kunlun-p800'], money: cny(9), period: 'hour', perDevice: true }],
  [
    '平头哥 PPU 7元/卡时 未税',
    {
      chips: ['alibaba-thead-810e'],
      money: cny(7),
      period: 'hour',
      perDevice: true,
      vat: { included: false, rate: null },
    },
  ],
  ['寒武纪 思元590 10元/小时', { chips: ['cambricon-mlu590'], money: cny(10), period: 'hour' }],
  [
    '购买 H20 单价 60万元 残值 10% 折旧 5 年',
    { chips: ['nvidia-h20'], bought: true, money: cny(600_000), residual: 0.1, lifeYears: 5 },
  ],
];

/** Texts that say too little, too much, or two things, with what is said of each. */
export const REFUSED: readonly (readonly [text: string, message: string])[] = [
  ['H8000 20 CNY/h', "'H8000' at character 1 is no chip of the catalog; did you mean nvidia-h800"],
  ['L4 1 USD/h', "'L4' at character 1 is no chip of the catalog; did you mean"],
  ['B20 2 USD/h', "'B20' at character 1 is no chip of the catalog"],
  ['20 CNY/h', 'names no chip'],
  ['AMD H800 2 USD/h', 'H800 is no chip of AMD'],
  ['A100 40GB 1 USD/h', 'no A100 of 40 GB is in the catalog'],
  ['H800 and H20 20 CNY/h', 'names two chips, H800 and H20'],
  ['H800 20 CNY/h blah', "'blah' at character 15 is not understood"],
  ['H800 20 CNX/h', "'20' at character 6 is of no currency (CNX); did you mean CNY"],
  ['H800 20 credits/h', 'is of no currency (credits)'],
  ['H800 20', "'20' at character 6 is a number of nothing"],
  ['H800 20 CNY', 'has an amount without a period'],
  ['H800 per hour', 'is per hour, and has no amount'],
  ['H800 20 CNY/h 25 CNY/h', "says two things: '20 CNY' and '25 CNY'"],
  ['H800 20 CNY/h spot on demand', "says two things: 'spot' and 'on demand'"],
  ['H800 45.000 EUR/month', 'may be 45 EUR or 45,000 EUR'],
  ['H800 1,20,3 CNY/year', 'can be read in more than one way'],
  ['H800 20 CNY/h incl VAT', 'is with VAT, and does not say its rate'],
  ['H800 8卡 45000元/月', 'may be the price of one device or of all 8'],
  ['8xH100 $23.92/h', 'may be the price of one device or of all 8'],
  ['H800 x 64 45000 CNY per node per month', 'is for a node, and does not say of how many devices'],
  ['H800 per node of 8 per GPU 20 CNY/h', 'is per device and per node of 8'],
  ['H800 per node of 0 20 CNY/h', 'is for a node of 0 devices'],
  ['H800 20 CNY/h mfu', "'mfu' at character 15 has no number; write it as mfu 0.25"],
  ['buy H800', 'is bought, and has no price'],
  ['buy H800 20 CNY/h', 'is bought, and priced per hour'],
  ['buy H800 300000 CNY spot', 'is bought, and rent-spot'],
  ['H800 20 CNY/h 2 interruptions/day', "needs both of '2 interruptions/day' and '15 minutes lost'"],
  ['', 'names no chip'],
];
