/** The mixture of a family: its experts, its shared expert, its router. */
import type { Activation } from '../workload.ts';
import type { ConfigFields, Names } from './fields.ts';
import { type RouterRule, readRouter } from './router.ts';
import type { Mixture, MixtureRule } from './shape.ts';

export type ExpertsRule = {
  readonly experts: Names;
  readonly chosen: Names;
  /** `otherwise`: read where the first is absent. */
  readonly width: Names | { readonly first: string; readonly otherwise: string };
  /** Names of the activation, and what their texts come to; fixed where a class reads no field. */
  readonly activation?: Activation | { readonly names: Names; readonly kinds: Readonly<Record<string, Activation>> };
  readonly shared: SharedRule;
  readonly router: RouterRule;
  readonly expertBiases?: boolean;
  readonly weightOn?: 'input' | 'output';
  readonly dispatch?: string;
  /** How the layer differs from any that runs; then its router is not kept. */
  readonly differs?: (fields: ConfigFields) => readonly string[];
  /** What else of it a count needs. */
  readonly counted?: (
    fields: ConfigFields,
    layer: Mixture['layer'],
  ) => Pick<Mixture, 'expertParameters' | 'beside' | 'routerWidth'>;
  /** Where some layers have another mixture. */
  readonly around?: (fields: ConfigFields) => readonly string[];
};

export type SharedRule =
  | 'none'
  /** One as wide as an expert, which no field counts (Llama 4). */
  | 'as-an-expert'
  /** So many experts, each as wide as a routed one or as its own field says. */
  | { readonly by: 'count'; readonly names: Names; readonly width?: Names }
  /** One field has the whole width. */
  | { readonly by: 'width'; readonly names: Names; readonly gate: boolean };

/** `silu` in a gated expert is SwiGLU; only the tanh form of GELU runs, which `gelu` is not. */
export const GATED: Readonly<Record<string, Activation>> = {
  silu: 'swiglu',
  swish: 'swiglu',
  swiglu: 'swiglu',
  gelu_pytorch_tanh: 'geglu',
  gelu_new: 'geglu',
};
const DEFAULT_ACTIVATION = { names: 'hidden_act', kinds: GATED };

export function mixture(rule: ExpertsRule): MixtureRule {
  return (fields, { hidden }) => {
    const experts = fields.count(rule.experts, 'experts of a layer');
    const topK = fields.count(rule.chosen, 'experts a token goes to');
    if (topK > experts) throw fields.refuse('experts a token goes to', topK, `at most the ${experts} experts`);
    const ffn = fields.count(widthNames(rule, fields), 'width of an expert');
    const activation = activationOf(rule, fields);
    const shared = sharedOf(rule.shared, fields, ffn);
    const { router, training } = readRouter(rule.router, fields, experts);
    const layer = {
      hidden,
      ffn,
      experts,
      topK,
      ...shared,
      activation,
      expertBiases: rule.expertBiases ?? false,
      weightOn: rule.weightOn ?? 'output',
    };
    const differs = rule.differs?.(fields) ?? [];
    return {
      layer,
      router: differs.length > 0 ? null : router,
      differs,
      dispatch: rule.dispatch ?? 'dropless',
      training,
      ...rule.counted?.(fields, layer),
      aroundDiffers: rule.around?.(fields) ?? [],
    };
  };
}

function widthNames({ width }: ExpertsRule, fields: ConfigFields): Names {
  if (typeof width === 'string' || !('first' in width)) return width;
  if (!fields.has(width.first)) return width.otherwise;
  fields.ignore(width.otherwise, `the width of nothing where ${width.first} is given`);
  return width.first;
}

function activationOf({ activation = DEFAULT_ACTIVATION }: ExpertsRule, fields: ConfigFields): Activation {
  if (typeof activation === 'string') {
    fields.ignore('hidden_act', `not what experts compute: the class fixes ${activation}`);
    fields.absent('activation', activation, 'what experts compute: fixed by the class');
    return activation;
  }
  const text = fields.textOr(activation.names, 'what experts compute', null);
  if (text === null) {
    const [name = '', kind = 'swiglu'] = Object.entries(activation.kinds)[0] ?? [];
    fields.absent(String(activation.names), name, 'what experts compute: the class default');
    return kind;
  }
  const known = new Map(Object.entries(activation.kinds)).get(text);
  if (known === undefined)
    throw fields.refuse(String(activation.names), text, `known: ${Object.keys(activation.kinds).join(', ')}`);
  return known;
}

type Shared = Pick<Mixture['layer'], 'sharedExperts' | 'sharedFfn' | 'sharedGate'>;

function sharedOf(rule: SharedRule, fields: ConfigFields, ffn: number): Shared {
  if (rule === 'none') return { sharedExperts: 0 };
  if (rule === 'as-an-expert') {
    fields.absent('shared expert', ffn, 'one shared expert, as wide as an expert: fixed by the class');
    return { sharedExperts: 1 };
  }
  if (rule.by === 'width') {
    const width = fields.countOr(rule.names, 'width of the shared expert', 0, 0);
    const gate = rule.gate && width > 0 ? { sharedGate: true as const } : {};
    if (gate.sharedGate)
      fields.absent('shared expert gate', true, 'a sigmoid gate a token on the shared expert: fixed by the class');
    return { ...ofWidth(width, ffn), ...gate };
  }
  const count = fields.countOr(rule.names, 'shared experts', 0, 0);
  const width = rule.width === undefined ? null : fields.countOr(rule.width, 'width of a shared expert', null);
  return width === null || width === ffn ? { sharedExperts: count } : ofWidth(count * width, ffn);
}

function ofWidth(width: number, ffn: number): Shared {
  if (width === 0) return { sharedExperts: 0 };
  return width === ffn ? { sharedExperts: 1 } : { sharedExperts: 1, sharedFfn: width };
}
