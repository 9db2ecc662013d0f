/** Small layers, one of each router and routing, that targets are proven on. */
export const LAYERS = [
  { model: 'ling-lite', routing: 'balanced', scale: { experts: 8, topK: 2, sharedExperts: 2 } },
  { model: 'olmoe-1b-7b', routing: 'zipf:1.2', scale: { experts: 8, topK: 3 } },
  { model: 'deepseek-v3', routing: 'learned', scale: { experts: 16, topK: 4 } },
  { model: 'mixtral-8x7b', routing: 'learned', scale: { experts: 4, topK: 2 } },
] as const;
export const SIZES = { tokens: 64, hidden: 48, ffn: 40 };
