import { describe, expect, test } from 'vitest';
import { chipOfDevice, chipRowSchema, isNamed, whyNoChip } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { priceRowSchema } from '../../../reports/catalog/price.ts';
import { checkRows } from '../../../reports/catalog/row.ts';
import { spoken } from '../../spoken.ts';

const catalog = loadCatalog();
const chip = (id: string) => catalog.chips.find(row => row.id === id);

/** Ratios FP8 ÷ BF16 that are not 2, each for a reason the row states or its data sheet shows. */
const UNUSUAL_FLOAT8 = new Set([
  'moore-threads-s5000',
  'intel-gaudi3',
  'google-tpu-v6e',
  'huawei-ascend-950pr',
  'huawei-ascend-950dt',
]);

const DEVICES: readonly (readonly [printed: string, chip: string])[] = [
  ['NVIDIA A100-SXM4-80GB', 'nvidia-a100'],
  ['A100-SXM4-80GB', 'nvidia-a100'],
  ['NVIDIA A800-SXM4-80GB', 'nvidia-a800'],
  ['NVIDIA A100 80GB PCIe', 'nvidia-a100-pcie'],
  ['NVIDIA A800 80GB PCIe', 'nvidia-a800-pcie'],
  ['NVIDIA H100 PCIe', 'nvidia-h100-pcie'],
  ['NVIDIA H100 NVL', 'nvidia-h100-nvl'],
  ['NVIDIA H800 PCIe', 'nvidia-h800-pcie'],
  ['NVIDIA H200 NVL', 'nvidia-h200-nvl'],
  ['NVIDIA GH200 480GB', 'nvidia-gh200'],
  ['NVIDIA GH200 120GB', 'nvidia-gh200'],
  ['NVIDIA H20-3e', 'nvidia-h20-3e'],
  ['NVIDIA L20', 'nvidia-l20'],
  ['NVIDIA L40', 'nvidia-l40'],
  ['NVIDIA B300 SXM6 AC', 'nvidia-b300'],
  ['NVIDIA GB300', 'nvidia-gb300'],
  ['NVIDIA GeForce RTX 4090 D', 'nvidia-rtx-4090d'],
  ['NVIDIA GeForce RTX 5090', 'nvidia-rtx-5090'],
  ['NVIDIA RTX PRO 6000 Blackwell Server Edition', 'nvidia-rtx-pro-6000'],
  ['NVIDIA RTX PRO 6000 Blackwell Workstation Edition', 'nvidia-rtx-pro-6000-workstation'],
  ['NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition', 'nvidia-rtx-pro-6000-max-q'],
  ['NVIDIA H100 80GB HBM3', 'nvidia-h100'],
  ['NVIDIA H800', 'nvidia-h800'],
  ['NVIDIA H20', 'nvidia-h20'],
  ['NVIDIA H200', 'nvidia-h200'],
  ['NVIDIA B200', 'nvidia-b200'],
  ['NVIDIA GB200', 'nvidia-gb200'],
  ['NVIDIA GeForce RTX 4090', 'nvidia-rtx-4090'],
  ['NVIDIA L40S', 'nvidia-l40s'],
  ['AMD Instinct MI300X', 'amd-mi300x'],
  ['AMD Instinct MI300X OAM', 'amd-mi300x'],
  ['AMD Instinct MI300X VF', 'amd-mi300x'],
  ['Aqua Vanjaram [Instinct MI300X]', 'amd-mi300x'],
  ['MI300X-O', 'amd-mi300x'],
  ['AMD GPU 0x74b5', 'amd-mi300x'],
  ['AMD Instinct MI308X', 'amd-mi308x'],
  ['AMD GPU 0x74a2', 'amd-mi308x'],
  ['AMD Instinct MI325X VF', 'amd-mi325x'],
  ['AMD Instinct MI350X', 'amd-mi350x'],
  ['AMD Instinct MI355X', 'amd-mi355x'],
  ['AMD Instinct MI355X VF', 'amd-mi355x'],
  ['AMD Instinct MI250X', 'amd-mi250x-die'],
  ['910A', 'huawei-ascend-910a'],
  ['Ascend910B2', 'huawei-ascend-910b2'],
  ['910B2', 'huawei-ascend-910b2'],
  ['Ascend 910B3', 'huawei-ascend-910b3'],
  ['910B1', 'huawei-ascend-910b1'],
  ['Ascend910B1', 'huawei-ascend-910b1'],
  ['910B4', 'huawei-ascend-910b4'],
  ['Ascend910B4', 'huawei-ascend-910b4'],
  ['910B4-1', 'huawei-ascend-910b4-1'],
  ['Ascend910', 'huawei-ascend-910c-die'],
  ['Ascend910_9392', 'huawei-ascend-910c-die'],
  ['Ascend950PR', 'huawei-ascend-950pr'],
  ['Ascend950PR_957a', 'huawei-ascend-950pr'],
  ['PPU-ZW810E', 'alibaba-thead-810e'],
  ['PPU-ZW-M890P', 'alibaba-thead-m890'],
  ['P800 OAM', 'baidu-kunlun-p800'],
  ['MetaX C550', 'metax-c550'],
  ['MetaX C600', 'metax-c600'],
  ['MLU370-X8', 'cambricon-mlu370-x8-die'],
  ['K100_AI', 'hygon-k100-ai'],
  ['MTT S4000', 'moore-threads-s4000'],
  ['MTT S5000', 'moore-threads-s5000'],
  ['HL-225', 'intel-gaudi2'],
  ['HL-325L', 'intel-gaudi3'],
  ['TPU v5 lite', 'google-tpu-v5e'],
  ['TPU v5p', 'google-tpu-v5p'],
  ['TPU v4', 'google-tpu-v4'],
  ['TPU v6 lite', 'google-tpu-v6e'],
  ['NVIDIA H100 SXM5', 'nvidia-h100'],
  ['NVIDIA RTX 6000D', 'nvidia-rtx-pro-6000d'],
  ['AMD GPU 0x7408', 'amd-mi250x-die'],
  ['Aqua Vanjaram [Instinct MI308X VF]', 'amd-mi308x'],
  ['Aqua Vanjaram [Instinct MI325X]', 'amd-mi325x'],
  ['AMD GPU 0x74b9', 'amd-mi325x'],
  ['AMD GPU 0x75b0', 'amd-mi350x'],
  ['AMD GPU 0x75a3', 'amd-mi355x'],
  ['Ascend950DT', 'huawei-ascend-950dt'],
  ['MLU590', 'cambricon-mlu590'],
  ['MLU690', 'cambricon-mlu690'],
  ['K100 AI', 'hygon-k100-ai'],
  ['DCU Z100', 'hygon-z100'],
  ['BW1000', 'hygon-bw1000'],
  ['BR100', 'biren-br100'],
  ['Iluvatar MR-V100', 'iluvatar-mr-v100'],
  ['Enflame L600', 'enflame-l600'],
  ['S60', 'enflame-s60'],
  ['GAUDI2', 'intel-gaudi2'],
  ['GAUDI3', 'intel-gaudi3'],
];

const STRANGERS = [
  'SwiftShader Device (Subzero)',
  'AMD EPYC 9534 64-Core Processor',
  'NVIDIA H200 MIG 1g.18gb',
  'NVIDIA H100 80GB HBM3 MIG 1g.10gb',
  'NVIDIA H100 64GB HBM2',
  'NVIDIA A100-20C',
  'NVIDIA H100L-2-24C',
  'GRID T4-16Q',
  'NVIDIA GH200 144G HBM3e',
  'NVIDIA GeForce RTX 5090 D',
  'NVIDIA GeForce RTX 5090 Laptop GPU',
  'NVIDIA RTX PRO 6000 Blackwell',
  'NVIDIA L20X',
  'NVIDIA H20-3e-141C',
  'NVIDIA H100 NVL-12C',
  'K100',
  'Iluvatar BI-V150',
  'MetaX C500',
  'NVIDIA A800 40GB Active',
  'P800 VF',
  'Ascend910-2c',
  'Ascend910ProB',
  '910B',
  'NVIDIA A100-PCIE-40GB',
  'NVIDIA GeForce RTX 4090 Laptop GPU',
  'AMD Instinct MI250',
  'AMD Instinct MI300A',
  'Ascend910B2C',
  'PPU',
  'MXC500',
  '',
];

describe('the chip catalog', () => {
  test('holds 75 chips and dies, and the five devices of the Ling paper, each id once', () => {
    expect(catalog.chips).toHaveLength(80);
    expect(new Set(catalog.chips.map(row => row.id)).size).toBe(80);
    expect(catalog.chips.filter(row => row.id.startsWith('ling-device-'))).toHaveLength(5);
  });

  test('gives the reference chip its dense peaks', () => {
    expect(chip('nvidia-h800')?.peakFlops).toEqual({
      float32: 59.3e12,
      tf32: 454.5e12,
      bfloat16: 989e12,
      float16: 989e12,
      float8: 1979e12,
    });
    expect(chip('nvidia-h800')?.memoryBytesPerSecond).toBe(3.35e12);
  });

  test('holds dense peaks: FP8 is twice BF16 within 3 %, except where a row says otherwise', () => {
    const odd = catalog.chips.filter(({ id, peakFlops: { bfloat16, float8 } }) => {
      if (bfloat16 === null || float8 === null || UNUSUAL_FLOAT8.has(id)) return false;
      return Math.abs(float8 / bfloat16 / 2 - 1) > 0.03;
    });
    expect(odd.map(row => row.id)).toEqual([]);
  });

  test('never gives float32 the TF32 peak of an NVIDIA data-centre chip', () => {
    for (const id of ['nvidia-a100', 'nvidia-h100', 'nvidia-h800', 'nvidia-h20', 'nvidia-h200', 'nvidia-b200']) {
      const peaks = chip(id)?.peakFlops;
      expect(peaks?.float32).toBeLessThan(peaks?.tf32 ?? 0);
    }
  });

  test('never merges a Ling device with a real chip', () => {
    for (const row of catalog.chips.filter(one => one.id.startsWith('ling-device-'))) expect(row.match).toEqual([]);
  });

  test('passes a Ling price on to a real chip only as an inference of low confidence', () => {
    const fair = catalog.prices.filter(price => price.kind === 'fair');
    const own = fair.filter(price => price.chip.startsWith('ling-device-'));
    expect(own.map(price => [price.chip, price.low])).toEqual([
      ['ling-device-a', 7],
      ['ling-device-b', 4.5],
      ['ling-device-c', 10],
      ['ling-device-d', 27.5],
      ['ling-device-e', 5.64],
    ]);
    for (const price of fair.filter(row => !own.includes(row))) {
      expect(price).toMatchObject({ confidence: 'low', source: expect.stringContaining('is inferred') });
      expect(own.map(row => row.low)).toContain(price.low);
    }
  });
});

describe('recognising a device', () => {
  test.each(DEVICES)('%s is %s', (printed, id) => {
    expect(catalog.chips.filter(row => isNamed(row, printed))).toHaveLength(1);
    expect(chipOfDevice(catalog, printed)?.id).toBe(id);
  });

  test('every pattern has a printed name above, which fits it', () => {
    const untried = catalog.chips.flatMap(({ id, match }) =>
      match.filter(pattern => !DEVICES.some(([printed]) => isNamed({ match: [pattern] }, printed))).map(of => [id, of]),
    );
    expect(untried).toEqual([]);
  });

  test('no name fits two chips: printed, with its maker or without, and the catalog’s own', () => {
    const makers = ['NVIDIA ', 'AMD ', 'Huawei ', 'Intel ', 'Alibaba ', 'MetaX ', 'Hygon ', 'DCU ', ''];
    const bare = DEVICES.map(([printed]) => printed.replace(/^(NVIDIA|AMD|MetaX|DCU|Iluvatar|Enflame) /, ''));
    const names = [
      ...makers.flatMap(maker => bare.map(name => `${maker}${name}`)),
      ...catalog.chips.map(row => row.name),
    ];
    const twice = names.filter(name => catalog.chips.filter(row => isNamed(row, name)).length > 1);
    expect(twice).toEqual([]);
  });

  test.each(STRANGERS)('%j is none of them', printed => {
    expect(chipOfDevice(catalog, printed)).toBeNull();
  });
});

describe('a part of a card', () => {
  test.each(['AMD Instinct MI300X', 'NVIDIA H100 80GB HBM3'])(
    'of %s is not the chip, whose price is of the whole',
    name => {
      expect(chipOfDevice(catalog, { name, partitioned: false })).not.toBeNull();
      expect(chipOfDevice(catalog, { name, partitioned: null })).not.toBeNull();
      expect(chipOfDevice(catalog, { name, partitioned: true })).toBeNull();
      expect(spoken(whyNoChip({ name, partitioned: true }))).toBe(
        `'${name}' is a part of a card (MIG, vGPU or a partition), and the catalog's peaks and prices are of whole chips`,
      );
    },
  );

  test.each([
    ['huawei-ascend-910c-die', 'huawei-ascend-910c'],
    ['amd-mi250x-die', 'amd-mi250x'],
    ['cambricon-mlu370-x8-die', 'cambricon-mlu370-x8'],
  ])('%s: a die that the driver shows as a device is half of %s, and has no price', (die, whole) => {
    expect(chip(die)?.peakFlops.bfloat16).toBe((chip(whole)?.peakFlops.bfloat16 ?? 0) / 2);
    expect(chip(die)?.memoryBytes).toBe((chip(whole)?.memoryBytes ?? 0) / 2);
    expect(catalog.prices.filter(price => price.chip === die)).toEqual([]);
  });
});

describe('prices', () => {
  test('every price belongs to a chip, once per kind, unit, offer, currency and date', () => {
    const ids = new Set(catalog.chips.map(row => row.id));
    for (const price of catalog.prices) expect(ids).toContain(price.chip);
    const keys = catalog.prices.map(({ chip: id, kind, quoted, offer, currency, date }) =>
      [id, kind, quoted?.per, offer, currency, date].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a wrong row is named, with what is wrong', () => {
    const row = { ...catalog.prices[0], low: -2 };
    expect(() => checkRows('prices.json', priceRowSchema, [catalog.prices[1], row])).toThrow(
      /^prices\.json row 2 \(nvidia-a100\): low: /,
    );
  });

  test.each([
    [{ currency: 'yuan' }, 'currency: give a currency by its three letters, as CNY'],
    [{ currency: 'CNX' }, 'currency: no such currency; give its three letters, as CNY'],
    [{ low: 3, high: 2 }, 'low is above high'],
    [{ date: 'last year' }, 'date: give a date as 2025, 2025-03 or 2025-03-17'],
  ])('a row of %j is refused with what to give', (wrong, message) => {
    expect(() => checkRows('prices.json', priceRowSchema, [{ ...catalog.prices[0], ...wrong }])).toThrow(message);
  });

  test('a list price buys the chip of its row: that of the A100 of 40 GB is not that of 80', () => {
    expect(catalog.prices.filter(({ chip: id, kind }) => id === 'nvidia-a100' && kind === 'list')).toEqual([]);
  });
});

test('a pattern that is no regular expression is refused with its row', () => {
  const row = { ...catalog.chips[0], match: ['('] };
  expect(() => checkRows('chips.json', chipRowSchema, [row])).toThrow(
    'chips.json row 1 (nvidia-a100): match.0: no regular expression',
  );
});
