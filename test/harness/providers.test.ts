import { expect, test } from 'vitest';
import { CPU_PROVIDER, PROVIDERS, providerNamed } from '../../harness/providers.ts';
import { isOnHost } from '../../results/on-host.ts';

test('memory on the host, by the table, is what a reader of records takes for a target on the host', () => {
  for (const { id, memory } of PROVIDERS) {
    expect([id, isOnHost({ onnx: { provider: id }, software: false })]).toEqual([id, memory === 'host']);
  }
});

test('what is timed is resident: the CPU and WebGPU alone', () => {
  expect(PROVIDERS.filter(({ resident }) => resident).map(({ id }) => id)).toEqual(['cpu', 'webgpu']);
});

test('a provider takes the number of a device where a variable numbers its devices', () => {
  for (const { takesDevice, visibleBy } of PROVIDERS) expect(takesDevice).toBe(visibleBy !== undefined);
});

test('a provider without a row is a device whose steps would time copies', () => {
  expect(providerNamed('migraphx')).toMatchObject({ id: 'migraphx', memory: 'device', resident: false });
  expect(providerNamed('cpu')).toBe(CPU_PROVIDER);
});
