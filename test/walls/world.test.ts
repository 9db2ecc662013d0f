/** Which files may touch the machine: files, processes, the network. Everything else is pure and tested exactly. */
import { expect, test } from 'vitest';
import { codeBelow } from './checkout.ts';
import { importsOf } from './imports.ts';

const OF_THE_WORLD = /^node:(fs|child_process|net|http|https|worker_threads|dgram|tls)\b/;

/** Files, and folders by their `/` at the end. */
const MAY_TOUCH = [
  // Shipped data, and files that a user names.
  'suites/models.ts',
  'suites/request/trace-file.ts',
  'suites/suite-files.ts',
  'reports/catalog/load.ts',
  // Records, their roll-up, and levels that were accepted.
  'results/history/acceptance-file.ts',
  'results/history/interleaved-file.ts',
  'results/history/rollup/',
  'results/import.ts',
  'results/prune/prune.ts',
  'results/record-file/',
  'results/reference-record.ts',
  'results/schema/origin.ts',
  'results/schema/pruned.ts',
  'results/store.ts',
  'results/verify.ts',
  'results/verify/signature.ts',
  // The machine, its devices and what computes on them.
  'harness/child.ts',
  'harness/context.ts',
  'harness/detect/provider-child.ts',
  'harness/detect/runners/this-search.ts',
  'harness/detect/runners/tries.ts',
  'harness/detect/world.ts',
  'harness/machine-lock.ts',
  'harness/memory/host.ts',
  'harness/runners/onnx/native/library.ts',
  'harness/runners/onnx/trace.ts',
  'harness/runners/process/',
  'harness/runners/worker.ts',
  'harness/sampler/',
  'harness/timing/meeting.ts',
  'harness/tool.ts',
  'harness/vendors/sensing/world.ts',
  // What leaves the house.
  'harness/bundle/',
  'harness/commands/',
  'reports/pages/',
];

const touching = [...importsOf(codeBelow(['suites', 'results', 'harness', 'reports']))]
  .filter(([, { packages }]) => packages.some(name => OF_THE_WORLD.test(name)))
  .map(([path]) => path);
const covers = (entry: string, path: string) => (entry.endsWith('/') ? path.startsWith(entry) : path === entry);

test('no other file reads files, starts processes or opens sockets', () => {
  expect(touching.filter(path => !MAY_TOUCH.some(entry => covers(entry, path)))).toEqual([]);
});

test('each of them does', () => {
  expect(MAY_TOUCH.filter(entry => !touching.some(path => covers(entry, path)))).toEqual([]);
});
