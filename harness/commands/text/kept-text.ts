/** What a workload with changed dims keeps of its model: a line before it is run, so that nothing of a model runs unseen. */
import type { Model } from '../../../suites/model.ts';
import { sharedWidth } from '../../../suites/moe/sizes.ts';
import type { WorkloadRequest } from '../../../suites/request/request.ts';
import type { Router } from '../../../suites/workload.ts';

type Kept = {
  /** Fields and dims by which a request changes it. */
  readonly changedBy: (request: WorkloadRequest) => readonly unknown[];
  readonly text: (model: Model & { readonly router: Router }) => string | null;
  readonly option: string;
};

/** A row a property of a layer that dims alone do not tell. */
const KEPT: readonly Kept[] = [
  {
    changedBy: ({ scale, layer }) => [scale.sharedExperts, layer?.sharedFfn],
    text: ({ layer }) => sharedText(layer),
    option: '--shared-experts',
  },
  {
    changedBy: ({ layer }) => [layer?.sharedGate],
    text: ({ layer }) => (layer.sharedGate === true ? 'a gate on the shared expert' : null),
    option: '--shared-gate',
  },
  { changedBy: ({ router }) => [router?.score], text: ({ router }) => `${router.score} router`, option: '--router' },
  {
    changedBy: ({ router }) => [router?.normalise],
    text: ({ router }) => (router.normalise ? 'weights normalised' : 'weights not normalised'),
    option: '--router-normalise',
  },
  {
    changedBy: ({ router }) => [router?.scale],
    text: ({ router }) => (router.scale === 1 ? null : `weights times ${router.scale}`),
    option: '--router-scale',
  },
  {
    changedBy: ({ router }) => [router?.groups],
    text: ({ router }) => (router.groups === null ? null : `${router.groups.kept} of ${router.groups.count} groups`),
    option: '--groups',
  },
  {
    changedBy: ({ router }) => [router?.bias],
    text: ({ router }) => (router.bias ? 'a bias on the router' : null),
    option: '--router-bias',
  },
  { changedBy: ({ layer }) => [layer?.activation], text: ({ layer }) => layer.activation, option: '--activation' },
  {
    changedBy: ({ layer }) => [layer?.expertBiases],
    text: ({ layer }) => (layer.expertBiases ? 'biases in the experts' : null),
    option: '--expert-biases',
  },
  {
    changedBy: ({ layer }) => [layer?.weightOn],
    text: ({ layer }) => (layer.weightOn === 'input' ? 'weights on the input of the experts' : null),
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
export function keptText(request: WorkloadRequest, model: Model): string {
  const { router } = model;
  const isChanged =
    request.router !== undefined || request.layer !== undefined || WIDTHS.some(dim => request.scale[dim] !== undefined);
  if (request.model === null || router === null || !isChanged) return '';
  const kept = KEPT.flatMap(({ changedBy, text, option }) => {
    const words = changedBy(request).some(change => change !== undefined) ? null : text({ ...model, router });
    return words === null ? [] : [`${words} (${option})`];
  });
  if (kept.length === 0) return '';
  return `As ${model.id} has it: ${kept.join(', ')}. The option behind each changes it; without --model a layer is plain.\n`;
}

function sharedText(layer: Model['layer']): string | null {
  const { sharedExperts, sharedFfn } = layer;
  if (sharedExperts === 0) return null;
  const count = sharedExperts === 1 ? '1 shared expert' : `${sharedExperts} shared experts`;
  return sharedFfn === undefined ? count : `${count} of width ${sharedWidth(layer)}`;
}
