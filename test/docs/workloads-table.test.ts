/** The table of models in docs/WORKLOADS.md says what suites/models/ says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadModels, type Model } from '../../suites/models.ts';

const TEXT = readFileSync(new URL('../../docs/WORKLOADS.md', import.meta.url), 'utf8');
const HEADER = '| model | H | F | E | k | S | router | runs |';

test('the table of models in docs/WORKLOADS.md has a row for each model, as its file has it', () => {
  expect(tableRows()).toEqual(loadModels().map(rowOf));
});

/** The lines below the header and its rule, to the end of the table. */
function tableRows(): string[] {
  const lines = TEXT.split('\n');
  const below = lines.slice(lines.indexOf(HEADER) + 2);
  return below.slice(
    0,
    below.findIndex(line => !line.startsWith('|')),
  );
}

function rowOf({ id, layer, router, differs }: Model): string {
  const { hidden, ffn, experts, topK, sharedExperts } = layer;
  const runs = differs === null ? 'yes' : `no: ${differs}`;
  return `| ${[id, hidden, ffn, experts, topK, sharedExperts, routerText(router), runs].join(' | ')} |`;
}

/** `sigmoid, normalised, × 2.5, 4 of 8 groups`; a dash where the layer is another. */
function routerText(router: Model['router']): string {
  if (router === null) return '–';
  const { score, normalise, scale, groups } = router;
  return [
    score,
    ...(normalise ? ['normalised'] : []),
    ...(scale === 1 ? [] : [`× ${scale}`]),
    ...(groups === null ? [] : [`${groups.kept} of ${groups.count} groups`]),
  ].join(', ');
}
