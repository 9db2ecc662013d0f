/** Parity of whole layers on a second provider, where there is one, against the float64 oracle. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformanceSchema } from '../../harness/commands/conformance/document.ts';
import { HALF_TYPES } from '../../suites/half.ts';
import { LAYERS, SIZES } from './proven-layers.ts';

/** SwiftShader, a Vulkan driver on the CPU, as Debian's chromium brings it; and the loader it is reached through. */
const ICD = '/usr/lib/chromium/vk_swiftshader_icd.json';
const LOADERS = ['/usr/lib/x86_64-linux-gnu/libvulkan.so.1', '/usr/lib/aarch64-linux-gnu/libvulkan.so.1'];
const hasSecondProvider = existsSync(ICD) && LOADERS.some(existsSync);
const REQUIRED = process.env.MOEBENCH_REQUIRE_ALL === '1';

describe.skipIf(!hasSecondProvider && !REQUIRED)(
  'float32 on WebGPU (SwiftShader; needs chromium and libvulkan1)',
  () => {
    it.each(LAYERS)('is within 1e-4 of the oracle: $model $routing', ({ model, routing, scale }) => {
      const sizes = Object.entries({ ...SIZES, ...scale }).flatMap(([name, size]) => [
        `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`,
        String(size),
      ]);
      const cli = join(import.meta.dirname, '../../dist/harness/cli.js');
      const args = [cli, 'conform', '--model', model, '--routing', routing, ...sizes, '--target', 'webgpu', '--json'];
      const env = { ...process.env, VK_ICD_FILENAMES: ICD };
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
      expect(status, stderr).toBe(0);
      const { target } = conformanceSchema.parse(JSON.parse(stdout));
      expect(target).toMatchObject({
        provider: 'webgpu',
        holds: true,
        routing: { flips: 0, unexplained: 0 },
      });
      for (const { name, error } of target?.tensors ?? []) expect(error, name).toBeLessThanOrEqual(1e-4);
    });

    it.each(HALF_TYPES)('is unsupported in %s, which this adapter lacks, in its own words', dtype => {
      const cli = join(import.meta.dirname, '../../dist/harness/cli.js');
      const sizes = ['--tokens', '8', '--hidden', '8', '--ffn', '8', '--experts', '2', '--top-k', '1'];
      const args = [cli, 'conform', '--model', 'mixtral-8x7b', ...sizes, '--dtype', dtype, '--target', 'webgpu'];
      const { status, stderr } = spawnSync(process.execPath, args, {
        env: { ...process.env, VK_ICD_FILENAMES: ICD },
        encoding: 'utf8',
      });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^moebench: unsupported: .*(requires f16 but the device|Provider type for Gemm)/m);
    });
  },
);
