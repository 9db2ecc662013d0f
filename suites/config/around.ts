/** What any config may say of a training and of windows: none of it is run, all of it is said. */
import type { Model } from '../model.ts';
import type { ConfigFields } from './fields.ts';
import { stretchedPositions } from './rotation.ts';

const DROPOUTS = [
  ...[
    'attention_dropout',
    'hidden_dropout',
    'hidden_dropout_prob',
    'attention_probs_dropout_prob',
    'attention_dropout_prob',
  ],
  ...[
    'embedding_dropout',
    'output_dropout',
    'embd_pdrop',
    'resid_pdrop',
    'attn_pdrop',
    'emb_pdrop',
    'dropout',
    'classifier_dropout',
  ],
];
const PREDICTED = [
  'num_nextn_predict_layers',
  'mtp_num_hidden_layers',
  'num_mtp_modules',
  'num_mtp_layers',
  'n_predict',
];
const WINDOWED: readonly string[] = ['sliding_attention', 'chunked_attention'];
const WHOLE: readonly string[] = ['full_attention', 'attention', 'deepseek_sparse_attention'];

type Losses = NonNullable<NonNullable<Model['block']>['losses']>;

/** Weights of the balance and z losses. Where a config names none, a train-step adds none. */
export function readLosses(fields: ConfigFields): { readonly losses: Losses; readonly training: readonly string[] } {
  const balance = fields.amountOr(
    ['router_aux_loss_coef', 'aux_loss_alpha', 'moe_aux_loss_coeff', 'moe_loss_weight'],
    'weight of the balance loss',
    null,
  );
  const z = fields.amountOr(['router_z_loss_coef', 'z_loss_coef', 'moe_z_loss_coeff'], 'weight of the z loss', null);
  for (const [field, weight] of [
    ['router_aux_loss_coef', balance],
    ['router_z_loss_coef', z],
  ] as const) {
    if (weight !== null && weight < 0) throw fields.refuse(field, weight, 'a loss has a weight of at least 0');
  }
  if (balance === null)
    fields.absent('router_aux_loss_coef', 0, 'weight of the balance loss: none is named, a train-step adds none');
  return {
    losses: { balance: balance ?? 0, z: z ?? 0 },
    training: balance === null && z === null ? ['a balance loss, if any, is not in the config'] : [],
  };
}

/** What a train-step leaves out. */
export function trainingNotes(fields: ConfigFields): readonly string[] {
  const dropped = DROPOUTS.filter(name => (fields.amountOr(name, 'dropout: a train-step has none', 0) ?? 0) > 0);
  const predicts = PREDICTED.filter(
    name => fields.countOr(name, 'layers or modules that predict further tokens', 0, 0) > 0,
  );
  const headed = fields.flagOr('norm_head', 'rows of the head are divided by their length', false);
  const stretched = stretchedPositions(fields);
  return [
    ...(predicts.length > 0 ? ['multi-token prediction'] : []),
    ...(headed ? ['a normalised head (NormHead)'] : []),
    ...(dropped.length > 0 ? [`dropout (${dropped.join(', ')})`] : []),
    ...(stretched === null ? [] : [stretched]),
  ];
}

/** Windows of attention, where layers are otherwise of one kind. */
export function windows(fields: ConfigFields, layers: number): readonly string[] {
  const used = fields.flagOr('use_sliding_window', 'attention within a window', true);
  const width = fields.countOr('sliding_window', 'keys a token sees in a window', null);
  const types = fields.unread().some(({ field }) => field === 'layer_types')
    ? fields.texts('layer_types', 'what a layer sees')
    : null;
  const strange = types?.find(type => !WINDOWED.includes(type) && !WHOLE.includes(type));
  if (strange !== undefined)
    throw fields.refuse('layer_types', strange, `known: ${[...WINDOWED, ...WHOLE].join(', ')}`);
  const windowed = types?.filter(type => WINDOWED.includes(type)).length ?? null;
  if (!used || windowed === 0 || (width === null && windowed === null)) return [];
  return [
    `a window of ${width ?? 'some keys'} in ${windowed === null ? 'its layers' : `${windowed} of ${layers} layers`}`,
  ];
}
