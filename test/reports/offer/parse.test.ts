/** What is read from offers as people write them, and what is refused. */
import { describe, expect, test } from 'vitest';
import { aliasesOf } from '../../../reports/offer/chip-name.ts';
import { refusal } from '../../refusal.ts';
import { CATALOG, NAMES, offered } from './names.ts';
import { CHINESE, ENGLISH, REFUSED } from './written-offers.ts';

describe('an offer as people write it', () => {
  test.each([...ENGLISH, ...CHINESE])('%s', (text, said) => {
    const { name: _, ...read } = offered(text);
    expect(read).toEqual(said);
  });
});

test.each(REFUSED)("'%s' is refused in one line that quotes it", (text, message) => {
  const said = refusal(() => offered(text));
  expect(said).toContain(message);
  expect(said.startsWith(`--offer '${text}': `)).toBe(true);
  expect(said).not.toContain('\n');
});

describe('the longest name of a chip wins', () => {
  test.each([
    ['H800 PCIe', 'nvidia-h800-pcie'],
    ['H800', 'nvidia-h800'],
    ['H20-3e', 'nvidia-h20-3e'],
    ['H20', 'nvidia-h20'],
    ['RTX 4090 D', 'nvidia-rtx-4090d'],
    ['RTX PRO 6000', 'nvidia-rtx-pro-6000'],
    ['RTX PRO 6000 Blackwell Max-Q Workstation Edition', 'nvidia-rtx-pro-6000-max-q'],
    ['910B4-1', 'huawei-ascend-910b4-1'],
    ['Ling device A', 'ling-device-a'],
    ['Zhenwu 810E', 'alibaba-thead-810e'],
    ['Trillium', 'google-tpu-v6e'],
  ])('%s is %s', (name, id) => {
    expect(offered(`${name} 1 USD/h`).chips).toEqual([id]);
  });
});

test('a name that was cut where letters meet digits is of every chip that goes on so', () => {
  expect(offered('MI300 2 USD/h').chips).toEqual(['amd-mi300x']);
  expect(offered('Ascend 910 2 USD/h').chips).toHaveLength(7);
});

test('every chip of the catalog is found by its id, its name and each of its other names, in either case', () => {
  const offeredChips = CATALOG.chips.filter(({ id }) => !id.endsWith('-die'));
  for (const chip of offeredChips) {
    for (const name of [chip.id, chip.name, chip.id.toUpperCase(), ...aliasesOf(chip)]) {
      expect(offered(`${name} 2 USD/h`).chips, name).toContain(chip.id);
    }
  }
});

test('no name is of two chips, so that none is taken for another', () => {
  expect([...NAMES.byAlias].filter(([, ids]) => ids.length > 1)).toEqual([]);
});

test('an offer of any length and kind is read or refused, and never throws anything else', () => {
  for (const text of ['H800 '.repeat(500), '😀 H800', 'H800 \u0000 20 CNY/h', '%%%', 'x'.repeat(5000)]) {
    expect(typeof refusal(() => offered(text))).toBe('string');
  }
});
