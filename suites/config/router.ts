/** How a family's router scores, normalises and scales: read of its config, or fixed by its class. */
import type { Router } from '../workload.ts';
import type { ConfigFields, Names } from './fields.ts';

type Score = Router['score'];

export type RouterRule = {
  /** Fixed, or a field with the class's default; null: the field is needed. */
  readonly score: Score | { readonly names: Names; readonly absent: Score | null };
  /** An absent field is not false everywhere: the default is the class's, and null where classes and checkpoints disagree. */
  readonly normalise: 'always' | 'never' | { readonly names: Names; readonly absent: boolean | null };
  /** null: there is no such field. */
  readonly scale: null | { readonly names: Names; readonly absent: number | null };
  /** What ranks groups of experts; `by-method`: as topk_method says. */
  readonly groups: 'none' | 'sum-of-two' | 'best' | 'by-method';
  /** A bias of the logits. */
  readonly bias?: boolean;
  /** A bias that moves the choice and no weight: a field, or fixed by the class. */
  readonly selectionBias?: boolean | { readonly names: Names; readonly absent: boolean };
};

const SCORES: Readonly<Record<string, Score>> = { softmax: 'softmax', sigmoid: 'sigmoid' };
/** `noaux_tc`: balanced by a bias; groups by their two best. */
const METHODS: readonly string[] = ['greedy', 'group_limited_greedy', 'noaux_tc'];
const GROUPS: Names = ['n_group', 'num_expert_group', 'num_expert_groups'];
const KEPT: Names = ['topk_group', 'num_limited_groups'];

export type ReadRouter = { readonly router: Router; readonly training: readonly string[] };

export function readRouter(rule: RouterRule, fields: ConfigFields, experts: number): ReadRouter {
  const method = fields.textOr('topk_method', 'how experts are chosen', null);
  if (method !== null && !METHODS.includes(method))
    throw fields.refuse('topk_method', method, `known: ${METHODS.join(', ')}`);
  const biased = selectionBias(rule, fields) || method === 'noaux_tc';
  return {
    router: {
      score: scoreOf(rule, fields),
      normalise: normaliseOf(rule, fields),
      scale: scaleOf(rule, fields),
      groups: groupsOf(rule, fields, experts, method),
      bias: rule.bias ?? false,
    },
    training: biased ? ['a bias that balances experts (its step is not in the config)'] : [],
  };
}

function scoreOf({ score }: RouterRule, fields: ConfigFields): Score {
  if (typeof score === 'string') {
    fields.absent('scoring_func', score, 'score of an expert: fixed by the class');
    return score;
  }
  const meaning = 'score of an expert';
  const text = fields.textOr(score.names, meaning, null);
  const known = new Map(Object.entries(SCORES)).get(text ?? score.absent ?? '');
  if (known === undefined) throw fields.refuse(firstOf(score.names), text, `known: ${Object.keys(SCORES).join(', ')}`);
  if (text === null) fields.absent(firstOf(score.names), known, `${meaning}: the class default`);
  return known;
}

function normaliseOf({ normalise }: RouterRule, fields: ConfigFields): boolean {
  const meaning = 'weights of the chosen are divided by their sum';
  if (typeof normalise === 'string') {
    fields.ignore('norm_topk_prob', `not read by this class: it ${normalise} normalises`);
    fields.absent('norm_topk_prob', normalise === 'always', `${meaning}: the class ${normalise} does`);
    return normalise === 'always';
  }
  const read =
    normalise.absent === null ? fields.flag(normalise.names, meaning) : fields.flagOr(normalise.names, meaning, null);
  if (read === null) fields.absent(firstOf(normalise.names), normalise.absent, `${meaning}: the class default`);
  return read ?? normalise.absent ?? false;
}

function scaleOf({ scale }: RouterRule, fields: ConfigFields): number {
  if (scale === null) return 1;
  const meaning = 'factor on the weights';
  const read =
    scale.absent === null ? fields.amount(scale.names, meaning) : fields.amountOr(scale.names, meaning, null);
  if (read === null) fields.absent(firstOf(scale.names), scale.absent, `${meaning}: the class default`);
  const factor = read ?? scale.absent ?? 1;
  if (!(factor > 0)) throw fields.refuse(firstOf(scale.names), factor, 'give a factor above 0');
  return factor;
}

function groupsOf(
  { groups }: RouterRule,
  fields: ConfigFields,
  experts: number,
  method: string | null,
): Router['groups'] {
  if (groups === 'none') return null;
  const count = fields.countOr(GROUPS, 'groups of experts', 1);
  const kept = fields.countOr(KEPT, 'groups that are kept', count);
  const limited = fields.flagOr('use_grouped_topk', 'experts are chosen within groups', true);
  if (kept > count) throw fields.refuse('topk_group', kept, `at most the ${count} groups there are`);
  if (count === 1 || kept === count || !limited || method === 'greedy') return null;
  if (experts % count !== 0) throw fields.refuse('n_group', count, `give a divisor of the ${experts} experts`);
  const byBest = groups === 'best' || (groups === 'by-method' && method !== 'noaux_tc');
  fields.absent(
    'group score',
    byBest ? 'best' : 'sum of two',
    'what ranks a group: its best expert, or the sum of its two best',
  );
  return { count, kept, ...(byBest ? { by: 'best' as const } : {}) };
}

function selectionBias({ selectionBias: rule }: RouterRule, fields: ConfigFields): boolean {
  if (typeof rule === 'object')
    return fields.flagOr(rule.names, 'a bias moves the choice of experts, and no weight', rule.absent);
  return rule ?? false;
}

const firstOf = (names: Names): string => (typeof names === 'string' ? names : (names[0] ?? ''));
