/** Small layers, one of each router and routing, that targets are proven on. */
export const LAYERS = [
  { model: 'ling-lite', routing: 'balanced', scale: { experts: 8, topK: 2, sharedExperts: 2 } },
  { model: 'olmoe-1b-7b', routing: 'zipf:1.2', scale: { experts: 8, topK: 3 } },
  { model: 'deepseek-v3', routing: 'learned', scale: { experts: 16, topK: 4 } },
  { model: 'mixtral-8x7b', routing: 'learned', scale: { experts: 4, topK: 2 } },
] as const;
/** The same, with fields that are no shipped model's. */
export const FORMS = [
  {
    ...{ model: 'ling-lite', routing: 'learned', scale: { experts: 8, topK: 2, sharedExperts: 1 } },
    layer: { sharedFfn: 56, sharedGate: true },
  },
  {
    ...{ model: 'deepseek-v2-lite', routing: 'learned', scale: { experts: 16, topK: 4 } },
    router: { groups: { count: 4, kept: 2 }, groupScore: 'best', scale: 16 },
  },
  {
    ...{ model: 'deepseek-v3', routing: 'zipf:1.2', scale: { experts: 16, topK: 4 } },
    router: { groups: null },
    layer: { activation: 'relu2', sharedFfn: 88 },
  },
  {
    ...{ model: 'mixtral-8x7b', routing: 'balanced', scale: { experts: 4, topK: 2, sharedExperts: 2 } },
    layer: { activation: 'gelu', expertBiases: true, sharedGate: true },
  },
] as const;
export const SIZES = { tokens: 64, hidden: 48, ffn: 40 };
