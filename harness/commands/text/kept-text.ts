/** What a workload with changed dims keeps of its model: a line before it is run, so that nothing of a model runs unseen. */
import type { Language } from '../../../reports/words/language.ts';
import type { Model } from '../../../suites/model.ts';
import { sharedWidth } from '../../../suites/moe/sizes.ts';
import type { WorkloadRequest } from '../../../suites/request/request.ts';
import type { Router } from '../../../suites/workload.ts';
import { KEPT_WORDS, type KeptWords } from '../words/kept-text-words.ts';

type Kept = {
  /** Fields and dims by which a request changes it. */
  readonly changedBy: (request: WorkloadRequest) => readonly unknown[];
  readonly text: (model: Model & { readonly router: Router }, words: KeptWords) => string | null;
  readonly option: string;
};

/** A row a property of a layer that dims alone do not tell. */
const KEPT: readonly Kept[] = [
  {
    changedBy: ({ scale, layer }) => [scale.sharedExperts, layer?.sharedFfn],
    text: ({ layer }, words) => sharedText(layer, words),
    option: '--shared-experts',
  },
  {
    changedBy: ({ layer }) => [layer?.sharedGate],
    text: ({ layer }, words) => (layer.sharedGate === true ? words.sharedGate : null),
    option: '--shared-gate',
  },
  {
    changedBy: ({ router }) => [router?.score],
    text: ({ router }, words) => words.router(router.score),
    option: '--router',
  },
  {
    changedBy: ({ router }) => [router?.normalise],
    text: ({ router }, words) => words.normalised(router.normalise),
    option: '--router-normalise',
  },
  {
    changedBy: ({ router }) => [router?.scale],
    text: ({ router }, words) => (router.scale === 1 ? null : words.scaled(router.scale)),
    option: '--router-scale',
  },
  {
    changedBy: ({ router }) => [router?.groups],
    text: ({ router: { groups } }, words) => (groups === null ? null : words.groups(groups.kept, groups.count)),
    option: '--groups',
  },
  {
    changedBy: ({ router }) => [router?.bias],
    text: ({ router }, words) => (router.bias ? words.routerBias : null),
    option: '--router-bias',
  },
  { changedBy: ({ layer }) => [layer?.activation], text: ({ layer }) => layer.activation, option: '--activation' },
  {
    changedBy: ({ layer }) => [layer?.expertBiases],
    text: ({ layer }, words) => (layer.expertBiases ? words.expertBiases : null),
    option: '--expert-biases',
  },
  {
    changedBy: ({ layer }) => [layer?.weightOn],
    text: ({ layer }, words) => (layer.weightOn === 'input' ? words.weightOnInput : null),
    option: '--weight-on',
  },
  {
    changedBy: ({ dispatch }) => [dispatch ?? undefined],
    text: ({ dispatch }) => (dispatch === 'dropless' ? null : dispatch),
    option: '--dispatch',
  },
];

/** Dims by which a layer becomes another than the model's. */
const WIDTHS = ['hidden', 'ffn', 'experts', 'topK'] as const;

/** One line, or nothing where the layer is the model's own, or no model's. */
export function keptText(request: WorkloadRequest, model: Model, language: Language = 'en'): string {
  const { router } = model;
  const words = KEPT_WORDS[language];
  const isChanged =
    request.router !== undefined || request.layer !== undefined || WIDTHS.some(dim => request.scale[dim] !== undefined);
  if (request.model === null || router === null || !isChanged) return '';
  const kept = KEPT.flatMap(({ changedBy, text, option }) => {
    const isGiven = changedBy(request).some(change => change !== undefined);
    const property = isGiven ? null : text({ ...model, router }, words);
    return property === null ? [] : [[property, option] as const];
  });
  return kept.length === 0 ? '' : `${words.kept(model.id, kept)}\n`;
}

function sharedText(layer: Model['layer'], words: KeptWords): string | null {
  const { sharedExperts, sharedFfn } = layer;
  return sharedExperts === 0
    ? null
    : words.sharedExperts(sharedExperts, sharedFfn === undefined ? null : sharedWidth(layer));
}
