import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLLECTIVES, type Collective } from '../../../reports/catalog/links.ts';
import { loadLinks } from '../../../reports/catalog/load.ts';
import {
  busBytesPerSecond,
  busFactor,
  collectiveSeconds,
  type Fabric,
  fabricOf,
  sendSeconds,
} from '../../../reports/plan/collectives.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { spoken } from '../../spoken.ts';

const links = loadLinks();
const MIB = 2 ** 20;

function fabric(chip: string, site: Parameters<typeof fabricOf>[2] = {}): Fabric {
  const found = fabricOf(chip, links, site);
  if ('available' in found) throw new Error(absenceText(found));
  return found;
}

const h100 = fabric('nvidia-h100');
const node = { size: 8, perNode: 8 };

test('at the size of a row, time is bytes × the ring factor ÷ its bus bandwidth', () => {
  // All-to-all of 64 MiB on 8 H100: 7/8 · 67,108,864 B over the row's bandwidth.
  const row = links.collectives.find(({ chip, collective }) => chip === 'nvidia-h100' && collective === 'all-to-all');
  const bandwidth = row?.rows.find(({ bytes }) => bytes === 64 * MIB)?.busBytesPerSecond ?? Number.NaN;
  expect(collectiveSeconds(h100, 'all-to-all', 64 * MIB, node)).toBeCloseTo((0.875 * 64 * MIB) / bandwidth, 12);
});

test('8 KiB and less take α, whatever the collective', () => {
  for (const collective of COLLECTIVES) {
    const { alphaSeconds } = h100.curves[collective];
    expect(collectiveSeconds(h100, collective, 8192, node)).toBeCloseTo(alphaSeconds, 12);
    expect(collectiveSeconds(h100, collective, 1, node)).toBe(alphaSeconds);
  }
});

test('between 64 and 512 MiB the bandwidth lies where the logarithms of size put it', () => {
  const { rows } = h100.curves['all-gather'];
  const at = (mib: number) => rows.find(({ bytes }) => bytes === mib * MIB)?.busBytesPerSecond ?? Number.NaN;
  // 128 MiB is a third of the three doublings on.
  const expected = at(64) * (at(512) / at(64)) ** (1 / 3);
  expect(busBytesPerSecond('all-gather', h100.curves['all-gather'], 128 * MIB) / expected).toBeCloseTo(1, 12);
});

test('above the last row time grows by the asymptotic slope', () => {
  const { asymptoticBusBytesPerSecond: slope } = h100.curves['all-to-all'];
  const [one, two] = [1024 * MIB, 2048 * MIB].map(bytes => collectiveSeconds(h100, 'all-to-all', bytes, node));
  expect((two ?? 0) - (one ?? 0)).toBeCloseTo((0.875 * 1024 * MIB) / slope, 12);
});

test('where a straight line is worst, the rows say so: within a third of the worst ratio that was timed at sizes no row has', () => {
  const published = links.collectives.filter(({ straightLineWorstRatio }) => straightLineWorstRatio !== null);
  expect(published.length).toBe(14);
  const errors = published.map(row => {
    const curve = { ...row, basis: 'published' as const };
    const factor = busFactor(row.collective, row.devices);
    const ratio = (bytes: number) =>
      Math.max(row.alphaSeconds, (factor * bytes) / busBytesPerSecond(row.collective, curve, bytes)) /
      (row.alphaSeconds + (factor * bytes) / row.asymptoticBusBytesPerSecond);
    const worst = Math.max(...Array.from({ length: 13 }, (_, i) => ratio(65_536 * 2 ** i)));
    return Math.log(worst / (row.straightLineWorstRatio ?? Number.NaN));
  });
  expect(Math.max(...errors.map(Math.abs))).toBeLessThan(Math.log(4 / 3));
  expect(Math.hypot(...errors) / Math.sqrt(errors.length)).toBeLessThan(0.15);
});

const collectives = fc.constantFrom<Collective>(...COLLECTIVES);
const chips = fc.constantFrom('nvidia-h100', 'nvidia-h800', 'nvidia-a100', 'amd-mi300x', 'nvidia-gb200');
const bytes = fc.double({ min: 1, max: 1e11, noNaN: true });

test('more bytes never take less time, in a node or over many', () => {
  fc.assert(
    fc.property(
      chips,
      collectives,
      bytes,
      bytes,
      fc.constantFrom(2, 4, 8, 64, 1024),
      (chip, collective, a, b, size) => {
        const of = fabric(chip, { scaleOutBytesPerSecond: 50e9 });
        const group = { size, perNode: 8 };
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(collectiveSeconds(of, collective, less, group)).toBeLessThanOrEqual(
          collectiveSeconds(of, collective, more, group) * (1 + 1e-12),
        );
      },
    ),
  );
});

test('a faster NIC never makes a group of many nodes slower, and leaves one node alone', () => {
  fc.assert(
    fc.property(collectives, bytes, fc.double({ min: 1e9, max: 1e12, noNaN: true }), (collective, size, nic) => {
      const [slow, fast] = [nic, 2 * nic].map(scaleOutBytesPerSecond =>
        fabric('nvidia-h100', { scaleOutBytesPerSecond }),
      );
      const seconds = (of: Fabric | undefined, group: typeof node) =>
        of === undefined ? Number.NaN : collectiveSeconds(of, collective, size, group);
      const wide = { size: 64, perNode: 8 };
      expect(seconds(fast, wide)).toBeLessThanOrEqual(seconds(slow, wide));
      expect(seconds(fast, node)).toBe(seconds(slow, node));
    }),
  );
});

test('an all-to-all over nodes is bound by its NICs: bytes that leave the node ÷ the share of the NIC that is reached', () => {
  const size = 1e9;
  const nic = 50e9 * 0.87;
  // Of 64 devices 8 are at home; 8 nodes are 3 levels of a tree.
  const expected = 3 * 3.7e-6 + ((56 / 64) * size) / nic;
  expect(collectiveSeconds(h100, 'all-to-all', size, { size: 64, perNode: 8 })).toBeCloseTo(expected, 12);
});

test('one device has nothing to say, and a group beyond the node without a known NIC never ends', () => {
  expect(collectiveSeconds(h100, 'all-reduce', 1e9, { size: 1, perNode: 1 })).toBe(0);
  expect(collectiveSeconds(fabric('nvidia-h20'), 'all-reduce', 1e9, { size: 16, perNode: 8 })).toBe(
    Number.POSITIVE_INFINITY,
  );
});

test('in a mesh two of eight devices have one link of seven', () => {
  const mesh = fabric('amd-mi300x');
  const asSwitch: Fabric = { ...mesh, shape: 'switch' };
  const pair = { size: 2, perNode: 8 };
  const ratio = collectiveSeconds(mesh, 'all-gather', 1e9, pair) / collectiveSeconds(asSwitch, 'all-gather', 1e9, pair);
  expect(ratio).toBeCloseTo(7, 12);
  expect(sendSeconds(mesh, 1e9, true)).toBeGreaterThan(sendSeconds(asSwitch, 1e9, true));
});

test('a chip without rows gets the median share of its own link, and says that it is assumed', () => {
  const h800 = fabric('nvidia-h800');
  expect(COLLECTIVES.map(name => h800.curves[name].basis)).toEqual(Array(4).fill('assumed'));
  expect(h800.why.map(fact => factText(fact)).join(' ')).toContain(
    'assumed: no all-reduce, all-gather, reduce-scatter, all-to-all of nvidia-h800',
  );
  const { asymptoticBusBytesPerSecond } = h800.curves['all-to-all'];
  const shares = links.collectives
    .filter(({ collective }) => collective === 'all-to-all')
    .map(row => {
      const sheet = links.chips.find(({ chip }) => chip === row.chip)?.scaleUpBytesPerSecond ?? Number.NaN;
      return row.asymptoticBusBytesPerSecond / sheet;
    })
    .toSorted((a, b) => a - b);
  expect(asymptoticBusBytesPerSecond / 200e9).toBeCloseTo(shares[3] ?? Number.NaN, 12);
});

test('what is measured replaces what is published', () => {
  const [row] = links.collectives.filter(
    ({ chip, collective }) => chip === 'nvidia-h100' && collective === 'all-reduce',
  );
  if (row === undefined) throw new Error('no row');
  const ours = fabric('nvidia-h100', { measured: [{ ...row, alphaSeconds: 1 }] });
  expect(ours.curves['all-reduce']).toMatchObject({ basis: 'measured', alphaSeconds: 1 });
  expect(ours.curves['all-gather'].basis).toBe('published');
});

test('a chip nobody has described, or whose domain is of unknown size, has no fabric and says why', () => {
  expect(spoken(fabricOf('ling-device-a', links))).toMatchObject({
    available: false,
    reason: expect.stringContaining('no row'),
  });
  expect(spoken(fabricOf('alibaba-thead-810e', links))).toMatchObject({
    available: false,
    reason: expect.stringContaining('give scaleUpDevices'),
  });
  expect(fabric('alibaba-thead-810e', { scaleUpDevices: 8 }).scaleUpDevices).toBe(8);
  const given = fabric('ling-device-a', { scaleUpBytesPerSecond: 2e11, scaleUpDevices: 8 });
  expect(given.why.map(fact => factText(fact))).toContain('links of ling-device-a: as given');
  expect(given.curves['all-to-all']).toEqual(fabric('nvidia-h800').curves['all-to-all']);
});
