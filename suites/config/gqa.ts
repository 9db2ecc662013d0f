/** Softmax attention whose heads share keys and values (grouped queries). */
import type { ConfigFields, Names } from './fields.ts';
import { rotation } from './rotation.ts';
import type { Mixer, MixerRule, Stem } from './shape.ts';

export type GqaRule = {
  readonly part?: string;
  readonly heads?: Names | number;
  readonly kvHeads?: Names;
  /** `hidden-per-head`: no field is read, hidden ÷ heads. */
  readonly headDim?: Names | 'hidden-per-head';
  readonly valueDim?: Names;
  /** RMSNorm of queries and keys: over each head, over all heads at once, without gains, or as a field says. */
  readonly qkNorm?: QkNorm | { readonly names: Names; readonly absent: boolean; readonly kind: QkNorm };
  /** Biases of the projections of queries, keys and values, and of the output. */
  readonly bias?: Bias | { readonly names: Names; readonly absent: boolean; readonly on: Bias };
  /** A sigmoid gate on the output, as wide as the heads or one a head. */
  readonly gate?: 'heads' | 'one-a-head';
  /** A learned sink a head. */
  readonly sinks?: boolean;
  /** Keys are values too: no projection of their own. */
  readonly keysAreValues?: boolean;
  /** `otherwise`: by fields that only a block would need. */
  readonly rotated?: boolean | 'otherwise' | ((fields: ConfigFields) => boolean);
  readonly ropeDefault?: number;
  /** More of how it differs, whatever the config says. */
  readonly differs?: readonly string[];
};

type QkNorm = 'none' | 'each-head' | 'all-heads' | 'without-gains';
type Bias = 'none' | 'qkv' | 'qkvo' | 'o';

const GATES = { heads: 'a sigmoid gate as wide as the heads', 'one-a-head': 'a sigmoid gate a head' };

/** Queries, keys, values and output as a family's config spells them. */
export function gqa(rule: GqaRule = {}): MixerRule {
  return (fields, stem) => gqaMixer(rule, fields, stem);
}

function gqaMixer(rule: GqaRule, fields: ConfigFields, { hidden }: Stem): Mixer {
  const named = rule.heads ?? 'num_attention_heads';
  const heads = typeof named === 'number' ? named : fields.count(named, 'query heads');
  const kvHeads = fields.countOr(rule.kvHeads ?? 'num_key_value_heads', 'key and value heads', heads);
  const headDim = headWidth(rule, fields, hidden, heads);
  const valueDim =
    rule.valueDim === undefined ? headDim : fields.countOr(rule.valueDim, 'width of a value head', headDim);
  if (heads % kvHeads !== 0)
    throw fields.refuse('num_key_value_heads', kvHeads, `give a divisor of the ${heads} heads`);
  const qkNorm = normOf(rule, fields);
  const bias = biasOf(rule, fields);
  const rotated = typeof rule.rotated === 'function' ? rule.rotated(fields) : (rule.rotated ?? true);
  const rotary = rotated === true ? rotation(fields, headDim, rule.ropeDefault ?? 1) : null;
  const values = rule.keysAreValues === true ? 0 : kvHeads * valueDim;
  const width = heads * headDim;
  const parameters =
    hidden * (width + kvHeads * headDim + values) +
    heads * valueDim * hidden +
    biasCount(bias, width + kvHeads * headDim + values, hidden) +
    normGains(qkNorm, headDim, heads, kvHeads) +
    (rule.gate === 'heads' ? hidden * heads * valueDim : rule.gate === 'one-a-head' ? hidden * heads : 0) +
    (rule.sinks === true ? heads : 0);
  const differs = [
    ...(qkNorm === 'all-heads' ? ['norm of queries and keys over all heads at once'] : []),
    ...(qkNorm === 'without-gains' ? ['norm of queries and keys without gains'] : []),
    ...(bias === 'none'
      ? []
      : [
          `biases on ${bias === 'o' ? 'the output' : bias === 'qkv' ? 'queries, keys and values' : 'queries, keys, values and output'}`,
        ]),
    ...(rule.gate === undefined ? [] : [GATES[rule.gate]]),
    ...(rule.sinks === true ? ['attention sinks'] : []),
    ...(rule.keysAreValues === true ? ['keys are the values too'] : []),
    ...(rotated === false ? ['attention without rotation'] : []),
    ...(valueDim === headDim ? [] : [`queries and keys of ${headDim}, values of ${valueDim}`]),
    ...(rule.differs ?? []),
  ];
  const plain = valueDim === headDim && rule.keysAreValues !== true && rotary !== null;
  const attention = { kind: 'gqa' as const, heads, kvHeads, headDim, qkNorm: qkNorm === 'each-head' };
  return {
    part: `${rule.part ?? 'attention'}, ${heads} heads of ${headDim}, ${kvHeads} of keys and values`,
    parameters,
    attention: plain ? { ...attention, ...rotary } : null,
    differs,
  };
}

function headWidth({ headDim = 'head_dim' }: GqaRule, fields: ConfigFields, hidden: number, heads: number): number {
  const read = headDim === 'hidden-per-head' ? null : fields.countOr(headDim, 'width of a head', null);
  if (read !== null) return read;
  if (hidden % heads !== 0) {
    throw fields.refuse('num_attention_heads', heads, `hidden is ${hidden}, no multiple of it; give head_dim`);
  }
  fields.absent('head_dim', hidden / heads, 'width of a head: hidden ÷ heads');
  return hidden / heads;
}

function normOf({ qkNorm = 'none' }: GqaRule, fields: ConfigFields): QkNorm {
  if (typeof qkNorm !== 'string') {
    return fields.flagOr(qkNorm.names, 'norm of queries and keys', qkNorm.absent) ? qkNorm.kind : 'none';
  }
  if (qkNorm !== 'none') fields.absent('use_qk_norm', true, 'norm of queries and keys: the class always has it');
  return qkNorm;
}

function biasOf({ bias = 'none' }: GqaRule, fields: ConfigFields): Bias {
  if (typeof bias !== 'string') return fields.flagOr(bias.names, 'biases of attention', bias.absent) ? bias.on : 'none';
  return bias;
}

const biasCount = (bias: Bias, qkv: number, output: number): number =>
  (bias.startsWith('qkv') ? qkv : 0) + (bias.endsWith('o') && bias !== 'none' ? output : 0);

function normGains(qkNorm: QkNorm, headDim: number, heads: number, kvHeads: number): number {
  if (qkNorm === 'each-head') return 2 * headDim;
  return qkNorm === 'all-heads' ? (heads + kvHeads) * headDim : 0;
}
