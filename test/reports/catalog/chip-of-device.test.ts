/** The chip that a device is, by the name that its driver or a tool prints. */
import { describe, expect, test } from 'vitest';
import { chipOfDevice, isNamed, whyNoChip } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { spoken } from '../../spoken.ts';

const catalog = loadCatalog();
const chip = (id: string) => catalog.chips.find(row => row.id === id);

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
