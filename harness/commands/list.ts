/** `moebench list`: the models, suites and chips that are known. */
import { Command } from 'commander';
import pc from 'picocolors';
import { loadCatalog } from '../../reports/catalog/catalog.ts';
import { loadModels } from '../../suites/models.ts';
import { loadSuite, suiteNames } from '../../suites/suite.ts';
import { unknownName } from '../errors.ts';
import { aligned } from './terminal.ts';

/** What can be listed: a header, then a row each. */
const LISTS: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
  models: () => [
    ['model', 'hidden', 'ffn', 'experts', 'top-k', 'shared', 'router', 'runs'],
    ...loadModels().map(({ id, layer, router, differs }) => [
      id,
      ...[layer.hidden, layer.ffn, layer.experts, layer.topK, layer.sharedExperts].map(String),
      router === null
        ? ''
        : router.score + (router.groups === null ? '' : `, ${router.groups.kept} of ${router.groups.count} groups`),
      differs === null ? 'yes' : `no: ${differs}`,
    ]),
  ],
  suites: () => [
    ['suite', 'rounds', 'layers'],
    ...suiteNames().map(name => {
      const { rounds, layers } = loadSuite(name);
      return [name, String(rounds), [...new Set(layers.map(({ model }) => model))].join(', ')];
    }),
  ],
  chips: () => [
    ['chip', 'name', 'bf16', 'fp32', 'memory', 'confidence'],
    ...loadCatalog().chips.map(({ id, name, peakFlops, memoryBytes, confidence }) => [
      id,
      name,
      teraflops(peakFlops.bfloat16),
      teraflops(peakFlops.float32),
      memoryBytes === null ? '–' : `${Math.round(memoryBytes / 1e9)} GB`,
      confidence,
    ]),
  ],
};

export function listCommand(): Command {
  return new Command('list')
    .description('what is known: models, suites, chips')
    .argument('<what>', Object.keys(LISTS).join(', '))
    .action((what: string) => {
      const rows = LISTS[what];
      if (rows === undefined) throw unknownName('list', what, Object.keys(LISTS));
      const [head, ...body] = aligned(rows());
      process.stdout.write(`${[pc.bold(head ?? ''), ...body].join('\n')}\n`);
    });
}

function teraflops(flops: number | null): string {
  return flops === null ? '–' : `${Math.round(flops / 1e11) / 10} TFLOP/s`;
}
