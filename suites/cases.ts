/** Workloads under their names: a layer as a case, and the matrix products its speed is held against. */
import { gemmFlops, gemmWorkload, layerMatmuls, rooflineMatmuls } from './gemm/gemm.ts';
import { usefulFlops } from './moe/flops.ts';
import { formatRouting, type Scaling } from './resolve.ts';
import {
  comparisonSha256,
  type GemmWorkload,
  type LayerWorkload,
  type Matmul,
  type Workload,
  workloadSha256,
} from './workload.ts';

/** What a case is there for. `layers`: hashes of the layers whose own products these are. */
export type Role =
  | { readonly kind: 'layer' }
  | { readonly kind: 'largest-matmul' }
  | { readonly kind: 'expert-matmuls'; readonly layers: readonly string[] };

export type Case = {
  readonly id: string;
  readonly model: string | null;
  readonly scaled: Readonly<Record<string, number>>;
  readonly workload: Workload;
  readonly sha256: string;
  readonly comparisonSha256: string;
  readonly flopsPerStep: number;
  readonly role: Role;
};

export function layerCase(workload: LayerWorkload, model: string | null, scaled: Scaling): Case {
  const { pass, dtype, tokens, hidden, ffn, experts, topK, sharedExperts, seed } = workload;
  const shared = sharedExperts === 0 ? '' : `-s${sharedExperts}`;
  const dims = `t${tokens}-h${hidden}-f${ffn}-e${experts}-k${topK}${shared}`;
  const id = [
    model ?? 'layer',
    pass,
    dtype,
    formatRouting(workload.routing),
    dims,
    ...(seed === 1 ? [] : [`s${seed}`]),
  ];
  return finish(id.join('.'), model, scaled, workload, usefulFlops(workload), { kind: 'layer' });
}

/** The roofline of some layers: the fixed list for each of their shapes, and each layer's own products; no case twice. */
export function rooflineCases(layers: readonly LayerWorkload[]): readonly Case[] {
  const cases = new Map<string, Case>();
  for (const layer of layers) {
    for (const product of rooflineMatmuls(layer)) {
      const workload = gemmWorkload(layer.dtype, layer.seed, [product]);
      const id = `gemm.${layer.dtype}.${formatMatmul(product)}`;
      cases.set(id, finish(id, null, {}, workload, gemmFlops(workload), { kind: 'largest-matmul' }));
    }
  }
  for (const layer of layers) {
    const workload = gemmWorkload(layer.dtype, layer.seed, layerMatmuls(layer));
    const id = `gemm.${layer.dtype}.layer-${workloadSha256(workload).slice(0, 8)}`;
    const known = cases.get(id)?.role;
    const others = known?.kind === 'expert-matmuls' ? known.layers : [];
    const role: Role = { kind: 'expert-matmuls', layers: [...others, workloadSha256(layer)] };
    cases.set(id, finish(id, null, {}, workload, gemmFlops(workload), role));
  }
  return [...cases.values()];
}

function finish(
  id: string,
  model: string | null,
  scaled: Scaling,
  workload: LayerWorkload | GemmWorkload,
  flopsPerStep: number,
  role: Role,
): Case {
  const hashes = { sha256: workloadSha256(workload), comparisonSha256: comparisonSha256(workload) };
  return { id, model, scaled, workload, ...hashes, flopsPerStep, role };
}

/** `1024x2048x1408`, then which sides are stored transposed: `1024x2048x1408.ta`. */
function formatMatmul({ m, k, n, transposeA, transposeB }: Matmul): string {
  return `${m}x${k}x${n}${transposeA ? '.ta' : ''}${transposeB ? '.tb' : ''}`;
}
