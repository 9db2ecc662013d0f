import { describe, expect, test } from 'vitest';
import type { Proof } from '../../../harness/detect/prove.ts';
import { targetsOf, tryProviders } from '../../../harness/detect/providers.ts';
import type { Device } from '../../../harness/vendors/device.ts';
import { targetSchema } from '../../../results/record.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { spoken } from '../../spoken.ts';
import { HOST, PROVEN, UNLIMITED, worldOf } from './world.ts';

function card(vendor: string, name: string, index = 0, partitioned: boolean | null = null): Device {
  return {
    vendor,
    name,
    index,
    card: null,
    uuid: null,
    driver: null,
    memoryBytes: unavailable('not-asked'),
    partitioned,
  };
}

async function targets(
  proofs: Readonly<Record<string, Proof>>,
  accelerators: readonly Device[] = [],
  variables: Readonly<Record<string, string>> = {},
) {
  const attempts = await tryProviders(worldOf({ proofs, variables }), accelerators);
  return targetsOf(attempts, HOST, UNLIMITED, accelerators).map(target => targetSchema.parse(target));
}

const adapter = (name: string | null): Readonly<Record<string, Proof>> => ({
  webgpu: { status: 'proven', adapter: name },
});

test('the CPU is a target by its brand, with a thread for each physical core', async () => {
  expect(spoken(await targets({ cpu: PROVEN }))).toEqual([
    {
      id: 'cpu',
      runner: 'onnx',
      strategies: ['session'],
      onnx: { provider: 'cpu' },
      device: { vendor: 'amd', name: 'AMD EPYC 9654', index: 0 },
      software: false,
      threads: 96,
    },
  ]);
});

describe('WebGPU', () => {
  test.each(['SwiftShader Device (Subzero)', 'llvmpipe (LLVM 15.0.6, 256 bits)', 'Microsoft Basic Render Driver'])(
    'on %s is software, even beside a real card',
    async name => {
      const [target] = await targets(adapter(name), [card('nvidia', 'NVIDIA H800')]);
      expect(target).toMatchObject({ id: 'webgpu', software: true, device: { vendor: null, name } });
    },
  );

  test('on a card is that card', async () => {
    const cards = [card('nvidia', 'NVIDIA H800', 0), card('nvidia', 'NVIDIA L40S', 1)];
    const [target] = await targets(adapter('NVIDIA L40S'), cards);
    expect(target).toMatchObject({ software: false, device: { vendor: 'nvidia', name: 'NVIDIA L40S', index: 1 } });
  });

  test('on one of several cards of a name cannot be told to be one of them, and says what to do', async () => {
    const cards = [card('nvidia', 'NVIDIA H800', 0), card('nvidia', 'NVIDIA H800', 1)];
    const [target] = await targets(adapter('NVIDIA H800'), cards);
    const boardUnknown =
      "ambiguous: 2 boards could be the adapter 'NVIDIA H800', which does not tell; leave it one (a container: --gpus device=0; Slurm: --gres=gpu:1)";
    expect(spoken(target?.device)).toEqual({
      vendor: 'nvidia',
      name: 'NVIDIA H800',
      index: 0,
      partitioned: null,
      boardUnknown,
    });
    const [nameless] = await targets(adapter(null), cards);
    expect(spoken(nameless?.device.boardUnknown)).toMatch(
      /^ambiguous: 2 boards could be the adapter 'unnamed adapter'/,
    );
  });

  test('on the one card of its vendor is that card, under the name its driver gives the adapter', async () => {
    const cards = [card('amd', 'AMD Instinct MI210', 0), { ...card('nvidia', 'NVIDIA L40S', 3), uuid: 'GPU-1' }];
    const [target] = await targets(adapter('NVIDIA Graphics Device'), cards);
    expect(target?.device).toEqual({
      vendor: 'nvidia',
      name: 'NVIDIA Graphics Device',
      index: 3,
      partitioned: null,
      uuid: 'GPU-1',
    });
  });

  test('on the card whose name is the adapter’s, not on one whose name begins like it', async () => {
    const cards = [card('nvidia', 'NVIDIA RTX 4090 D', 0), card('nvidia', 'NVIDIA RTX 4090', 1)];
    const [target] = await targets(adapter('NVIDIA RTX 4090'), cards);
    expect(target?.device).toEqual({ vendor: 'nvidia', name: 'NVIDIA RTX 4090', index: 1, partitioned: null });
  });

  test('on a part of a card is that part, by whatever name the adapter has', async () => {
    const [only] = await targets(adapter('AMD Instinct MI300X'), [card('amd', 'AMD Instinct MI300X', 0, true)]);
    expect(only?.device).toMatchObject({ name: 'AMD Instinct MI300X (slice)', partitioned: true });
    const parts = [0, 1].map(index => card('amd', 'AMD Instinct MI300X', index, true));
    const [unsure] = await targets(adapter('AMD Instinct MI300X'), parts);
    expect(unsure?.device).toMatchObject({ partitioned: true, boardUnknown: { code: 'boards-alike' } });
    const mixed = [card('amd', 'AMD Instinct MI300X', 0, true), card('amd', 'AMD Instinct MI300X', 2, false)];
    expect((await targets(adapter('AMD Instinct MI300X'), mixed))[0]?.device.partitioned).toBe(true);
    const [unlisted] = await targets(adapter('GRID T4-16Q'));
    expect(unlisted?.device.partitioned).toBe(true);
  });

  test('on a card that no tool lists has the vendor its driver names', async () => {
    const [target] = await targets(adapter('AMD Radeon RX 7800 XT (RADV NAVI32)'));
    expect(target).toMatchObject({ software: false, device: { vendor: 'amd' } });
  });

  test('on an adapter without a name is the only accelerator, or software where there is none', async () => {
    const [metal] = await targets(adapter(null), [card('apple', 'Apple M1')]);
    expect(metal).toMatchObject({ software: false, device: { vendor: 'apple', name: 'Apple M1' } });
    const [nameless] = await targets(adapter(null));
    expect(nameless?.software).toBe(true);
  });
});

describe('CUDA', () => {
  test('is not tried where there is no card for it', async () => {
    const attempts = await tryProviders(worldOf({ proofs: { cuda: PROVEN } }), [card('amd', 'AMD Instinct MI300X')]);
    expect(attempts).toEqual([]);
  });

  test('is one target a card, numbered only where there are several', async () => {
    const one = await targets({ cuda: PROVEN }, [card('nvidia', 'NVIDIA H800')]);
    expect(one.map(target => target.id)).toEqual(['cuda']);
    const two = await targets({ cuda: PROVEN }, [card('nvidia', 'NVIDIA H800', 0), card('nvidia', 'NVIDIA H800', 1)]);
    expect(two.map(target => target.id)).toEqual(['cuda:0', 'cuda:1']);
  });

  test('leaves out the card that failed and keeps the others’ numbers', async () => {
    const cards = [card('nvidia', 'NVIDIA H800', 0), card('nvidia', 'NVIDIA H800', 1)];
    const proofs = { 'cuda:0': { status: 'refused', reason: 'ECC error' } as const, cuda: PROVEN };
    expect((await targets(proofs, cards)).map(target => target.id)).toEqual(['cuda:1']);
  });

  test('on a PPU is T-Head’s, not NVIDIA’s', async () => {
    const [target] = await targets({ cuda: PROVEN }, [card('alibaba-thead', 'PPU-ZW810E')]);
    expect(target?.device).toEqual({ vendor: 'alibaba-thead', name: 'PPU-ZW810E', index: 0, partitioned: null });
  });

  test('on a card cut into slices does not pass for the whole card', async () => {
    const [target] = await targets({ cuda: PROVEN }, [card('nvidia', 'NVIDIA H100', 0, true)]);
    expect(target?.device).toMatchObject({ name: 'NVIDIA H100 (slice)', partitioned: true });
  });

  test('sees the boards that CUDA_VISIBLE_DEVICES names, in its order, and keeps their own numbers and UUIDs', async () => {
    const cards = [0, 1, 2].map(index => ({ ...card('nvidia', 'NVIDIA H800', index), uuid: `GPU-${index}` }));
    // CUDA's own number 0 is board 2, number 1 is board 0.
    const proofs = { 'cuda:1': { status: 'refused', reason: 'ECC error' } as const, cuda: PROVEN };
    const shown = await targets(proofs, cards, { CUDA_VISIBLE_DEVICES: '2,0' });
    expect(shown).toMatchObject([{ id: 'cuda:2', device: { index: 2, uuid: 'GPU-2' } }]);
    expect(await targets({ cuda: PROVEN }, cards, { CUDA_VISIBLE_DEVICES: '' })).toEqual([]);
  });

  test('on a MIG slice cannot tell its card', async () => {
    const [target] = await targets({ cuda: PROVEN }, [card('nvidia', 'NVIDIA H100', 0, true)], {
      CUDA_VISIBLE_DEVICES: 'MIG-5c89',
    });
    expect(spoken(target?.device)).toMatchObject({
      name: 'NVIDIA H100 (slice)',
      boardUnknown: expect.stringMatching(/^ambiguous.*MIG-5c89/),
    });
  });
});
