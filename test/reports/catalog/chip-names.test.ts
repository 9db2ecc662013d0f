/** Chips by the names that people write. */
import { describe, expect, test } from 'vitest';
import { chipCalled, chipsCalled } from '../../../reports/catalog/chip-names.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { UsageError } from '../../../suites/usage-error.ts';
import { refusal } from '../../refusal.ts';

const { chips } = loadCatalog();

describe('a written name', () => {
  test.each([
    ['H800', 'nvidia-h800'],
    ['h800', 'nvidia-h800'],
    ['NVIDIA H800', 'nvidia-h800'],
    ['H800 PCIe', 'nvidia-h800-pcie'],
    ['H20', 'nvidia-h20'],
    ['H20-3e', 'nvidia-h20-3e'],
    ['h100 nvl', 'nvidia-h100-nvl'],
    ['910B2', 'huawei-ascend-910b2'],
    ['Ascend 910B2', 'huawei-ascend-910b2'],
    ['910C', 'huawei-ascend-910c'],
    ['Ascend910', 'huawei-ascend-910c-die'],
    ['kunlun-p800', 'baidu-kunlun-p800'],
    ['P800', 'baidu-kunlun-p800'],
    ['K100-AI', 'hygon-k100-ai'],
    ['BW1000', 'hygon-bw1000'],
    ['MI300X', 'amd-mi300x'],
    ['MTT S5000', 'moore-threads-s5000'],
    ['RTX PRO 6000', 'nvidia-rtx-pro-6000'],
    ['4090', 'nvidia-rtx-4090'],
    ['810E', 'alibaba-thead-810e'],
    ['TPU v6e', 'google-tpu-v6e'],
    ['NVIDIA A100-SXM4-80GB', 'nvidia-a100'],
  ])('%s is %s', (written, id) => {
    expect(chipCalled(chips, written).id).toBe(id);
  });

  test('that several chips have is all of them, and is refused where one is asked for', () => {
    const grades = ['910b1', '910b2', '910b3', '910b4', '910b4-1'].map(grade => `huawei-ascend-${grade}`);
    expect(chipsCalled(chips, '910B').map(({ id }) => id)).toEqual(grades);
    expect(refusal(() => chipCalled(chips, '910B'))).toBe(
      `unknown chip '910B': did you mean ${grades.join(' or ')}? (moebench list chips)`,
    );
  });

  test('that only a part of one id holds is listed, and is not taken for that chip', () => {
    expect(chipsCalled(chips, 'gh2').map(({ id }) => id)).toEqual(['nvidia-gh200']);
    expect(refusal(() => chipCalled(chips, 'gh2'))).toBe(
      "unknown chip 'gh2': did you mean nvidia-gh200? (moebench list chips)",
    );
  });

  test.each(['', ' ', '-', '80', 'x', 'H8000X'])('%j fits none', written => {
    expect(chipsCalled(chips, written)).toEqual([]);
    expect(() => chipCalled(chips, written)).toThrow(UsageError);
  });

  test('is every id, and every name of the catalog, of one chip alone', () => {
    for (const { id, name } of chips) {
      expect(chipsCalled(chips, id).map(chip => chip.id)).toEqual([id]);
      expect(chipsCalled(chips, name).map(chip => chip.id)).toEqual([id]);
    }
  });

  test('that is near nothing gets a list that says how much of it is cut', () => {
    expect(refusal(() => chipCalled(chips, 'zzzzzzzz'))).toMatch(
      /known: nvidia-a100, .* and 68 more \(moebench list chips\)$/,
    );
  });
});
