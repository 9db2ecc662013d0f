/** Whose a device of torch.cuda is: look-alikes print NVIDIA's version or AMD's. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('vendor.py', import.meta.url));

const PLAIN = { hcu: false, corex: false, hip: false, cuda: false, version: '2.8.0', arch: '', tools: [] as string[] };
const CUDA = { ...PLAIN, cuda: true, version: '2.8.0+cu128' };
const DRIVER = { ...CUDA, tools: ['nvidia'] };
const ROCM = { ...PLAIN, hip: true, version: '2.8.0+rocm6.4' };

const ROWS: readonly (readonly [what: string, name: string, marks: typeof PLAIN, vendor: string | null])[] = [
  ['an H100', 'NVIDIA H100 80GB HBM3', DRIVER, 'nvidia'],
  ['a board whose name says no more than whose it is', 'NVIDIA Graphics Device', DRIVER, 'nvidia'],
  ['an older board', 'Tesla V100-SXM2-16GB', DRIVER, 'nvidia'],
  ["NVIDIA's name without NVIDIA's driver", 'NVIDIA A100-SXM4-80GB', CUDA, null],
  ["NVIDIA's driver without NVIDIA's name", 'A100-like', DRIVER, null],
  ["NVIDIA's name on a ROCm build", 'NVIDIA H100 80GB HBM3', { ...ROCM, tools: ['nvidia'] }, null],
  ['a PPU', 'PPU-ZW810E', CUDA, 'alibaba-thead'],
  ["a PPU beside NVIDIA's driver", 'PPU-ZW810E', DRIVER, 'alibaba-thead'],
  ['a PPU by its chip', 'ZW-M890P', CUDA, 'alibaba-thead'],
  ['an MI300X', 'AMD Instinct MI300X', { ...ROCM, arch: 'gfx942:sramecc+:xnack-' }, 'amd'],
  ['an MI300X under a name of no board', 'AMD Radeon Graphics', { ...ROCM, arch: 'gfx942' }, 'amd'],
  ['an MI355X without a name', '', { ...ROCM, arch: 'gfx950' }, 'amd'],
  ['a DCU by name', 'K100_AI', ROCM, 'hygon'],
  ['a DCU by architecture', 'DCU', { ...ROCM, arch: 'gfx928:sramecc+:xnack-' }, 'hygon'],
  ["a DCU by its build's mark", 'BW1000', { ...ROCM, hcu: true, arch: 'gfx936' }, 'hygon'],
  ["a DCU's name over an architecture of AMD's", 'K100_AI', { ...ROCM, arch: 'gfx942' }, null],
  ['a ROCm device that nothing names', 'Accelerator', ROCM, null],
  ['a MetaX', 'MetaX C500', { ...CUDA, version: '2.8.0+metax3.5.3.9' }, 'metax'],
  ['a MetaX by its build', 'Device 4000', { ...CUDA, version: '2.8.0+metax3.5.3.9' }, 'metax'],
  ["NVIDIA's name on MetaX's build", 'NVIDIA A100', { ...DRIVER, version: '2.8.0+metax3.5.3.9' }, null],
  ['an Iluvatar by its build', 'BI-V150', { ...CUDA, corex: true }, 'iluvatar'],
  ['an Iluvatar by name', 'Iluvatar BI-V150', CUDA, 'iluvatar'],
  ['a device of nobody', 'GPU', CUDA, null],
];

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython && process.env.MOEBENCH_REQUIRE_ALL !== '1')(
  'vendor_of (skipped where there is no python3)',
  () => {
    const told = (environment: Readonly<Record<string, string>> = {}) => {
      const input = JSON.stringify(ROWS.map(([, name, marks]) => [name, marks]));
      const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...environment };
      return JSON.parse(spawnSync('python3', [SCRIPT], { input, encoding: 'utf8', env }).stdout);
    };

    it('tells vendors apart by name, build and driver together, and calls no device NVIDIA by default', () => {
      const found: unknown[] = told();
      expect(ROWS.map(([what], i) => [what, found[i]])).toEqual(ROWS.map(([what, , , vendor]) => [what, vendor]));
    });

    it('PPU_SDK in the environment makes no board a PPU', () => {
      expect(told({ PPU_SDK: '/usr/local/PPU_SDK' })).toEqual(ROWS.map(([, , , vendor]) => vendor));
    });
  },
);
