/** A parallel plan in words. */
import type { Values } from '../fact.ts';
import type { InEvery, Language } from './language.ts';

type PlanWords = { readonly recomputed: string; readonly microBatches: (count: string) => string };

const WORDS: InEvery<PlanWords> = {
  en: { recomputed: ', layers recomputed in backward', microBatches: count => `, ${count} micro-batches a step` },
  zh: { recomputed: '，反向时重计算各层', microBatches: count => `，每步 ${count} 个 micro-batch` },
};

/** `TP2 PP8 EP64 DP64, layers recomputed in backward, 128 micro-batches a step`: by the fields of a ParallelPlan. */
export function planText(plan: Values, language: Language = 'en'): string {
  const { data, expert, pipeline, tensor, recompute, microBatches } = plan;
  const words = WORDS[language];
  const again = recompute === 'full' ? words.recomputed : '';
  return `TP${tensor} PP${pipeline} EP${expert} DP${data}${again}${words.microBatches(String(microBatches))}`;
}
