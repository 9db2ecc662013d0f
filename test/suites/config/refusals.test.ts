/** Configs that are not understood are refused in one line that names the field and its value. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfigText } from '../../../suites/config/text.ts';
import { refusal } from '../../refusal.ts';
import { configText, read, readText, said } from './fixture.ts';

const refused = (name: string, changes: Readonly<Record<string, unknown>>) => refusal(() => read(name, changes));

describe('text that is no config', () => {
  test.each([
    ['', 'config toy.json: empty; give the config.json of a model'],
    ['[1, 2]', 'config toy.json: not a JSON object; give the config.json of a model'],
    ['"a"', 'config toy.json: not a JSON object; give the config.json of a model'],
    [
      '{"a": 1,\n "time_step_limit": [0.0, Infinity]}',
      'config toy.json: line 2 has Infinity, which is not JSON; write a number such as 1e308, or null',
    ],
    ['{"a": NaN}', 'config toy.json: line 1 has NaN, which is not JSON; write a number such as 1e308, or null'],
    [
      '{"a": -Infinity }',
      'config toy.json: line 1 has -Infinity, which is not JSON; write a number such as 1e308, or null',
    ],
  ])('is refused: %j', (text, message) => {
    expect(refusal(() => readText(text))).toBe(message);
  });

  test('is refused with the reason of the parser where it is broken, on one line', () => {
    const message = refusal(() => readText('{"a": 1,}'));
    expect(message).toMatch(/^config toy.json: not JSON \(.+\)$/);
    expect(message).not.toContain('\n');
  });

  test('may begin with a byte order mark, and have NaN inside a text', () => {
    expect(refusal(() => readText(`\uFEFF${configText('mixtral-8x7b')}`))).toBe('not refused');
    expect(read('mixtral-8x7b', { name_or_path: 'NaN, Infinity' }).family).toBe('Mixtral');
  });
});

describe('a config of no mixture', () => {
  test.each([
    [
      { architectures: ['LlamaForCausalLM'], model_type: 'llama', hidden_size: 8 },
      'LlamaForCausalLM, llama has no experts',
    ],
    [
      { model_type: 'qwen3_5', text_config: { model_type: 'qwen3_5_text', hidden_size: 8 } },
      'qwen3_5_text, qwen3_5 has no experts',
    ],
    [{ hidden_size: 8 }, 'a config has no experts'],
  ])('is refused: %j', (config, message) => {
    expect(refusal(() => readText(JSON.stringify(config)))).toBe(
      `config toy.json: ${message}; give the config.json of a mixture of experts`,
    );
  });

  test('is one of a class of mixtures that has none this time', () => {
    expect(refused('granite-4.0-h-small', { num_local_experts: 0 })).toContain('Granite 4 has no experts');
    expect(refused('qwen3-30b-a3b', { mlp_only_layers: Array.from({ length: 48 }, (_, layer) => layer) })).toContain(
      'of its layers none has no experts',
    );
    expect(refused('nemotron-3-nano', { hybrid_override_pattern: 'M*M-', num_hidden_layers: 4 })).toContain(
      'no experts',
    );
  });
});

describe('a family that is not known', () => {
  test('is refused by its names, with near ones', () => {
    expect(refused('step-3.5-flash', { architectures: ['Step3p7FlashForCausalLM'], model_type: 'step3p7' })).toMatch(
      /^config toy.json: family Step3p7FlashForCausalLM, step3p7 is not known; near names: .*Step3p5ForCausalLM.*; docs\/WORKLOADS.md lists all \d+ that are$/,
    );
  });

  test('is asked for where neither architectures nor model_type is there', () => {
    expect(refused('deepseek-v3', { architectures: undefined, model_type: undefined })).toBe(
      'config toy.json: neither architectures nor model_type; add the one of its family',
    );
  });
});

describe('a field', () => {
  test.each([
    ['mixtral-8x7b', { num_local_experts: 'eight' }, 'num_local_experts is "eight"; give a whole number'],
    ['mixtral-8x7b', { router_aux_loss_coef: -1 }, 'router_aux_loss_coef is -1; a loss has a weight of at least 0'],
    ['mixtral-8x7b', { num_local_experts: 8.5 }, 'num_local_experts is 8.5; give a whole number'],
    ['mixtral-8x7b', { num_local_experts: -8 }, 'num_local_experts is -8; experts of a layer is at least 1'],
    [
      'mixtral-8x7b',
      { hidden_size: [4096, 2048] },
      'hidden_size is [4096,2048]; give one number: layers whose numbers differ are not understood',
    ],
    ['mixtral-8x7b', { num_experts_per_tok: 9 }, 'experts a token goes to is 9; at most the 8 experts'],
    ['deepseek-v3', { norm_topk_prob: 'yes' }, 'norm_topk_prob is "yes"; give true or false'],
    ['deepseek-v3', { scoring_func: 'tanh' }, 'scoring_func is "tanh"; known: softmax, sigmoid'],
    [
      'deepseek-v3',
      { topk_method: 'new_tc' },
      'topk_method is "new_tc"; known: greedy, group_limited_greedy, noaux_tc',
    ],
    [
      'deepseek-v3',
      { hidden_act: 'gelu' },
      'hidden_act is "gelu"; known: silu, swish, swiglu, gelu_pytorch_tanh, gelu_new',
    ],
    ['deepseek-v3', { n_group: 7 }, 'n_group is 7; give a divisor of the 256 experts'],
    ['deepseek-v3', { routed_scaling_factor: 0 }, 'routed_scaling_factor is 0; give a factor above 0'],
    ['deepseek-v3', { rms_norm_eps: -1 }, 'rms_norm_eps is -1; give a number above 0'],
    ['gpt-oss-20b', { swiglu_limit: 10 }, 'swiglu_limit is 10; only 7 runs'],
    [
      'gpt-oss-20b',
      { experts_per_token: 8 },
      'num_experts_per_tok is 4; experts_per_token is 8: leave out the wrong one',
    ],
    [
      'gpt-oss-20b',
      { layer_types: ['strange_attention'] },
      'layer_types is "strange_attention"; known: sliding_attention, chunked_attention, full_attention, attention, deepseek_sparse_attention',
    ],
    ['jamba-v0.1', { mamba_inner_layernorms: false }, 'mamba_inner_layernorms is false; only true is understood'],
    ['minimax-m1', { attn_type_list: [0, 1] }, 'attn_type_list is [0,1]; give 80 numbers, one a layer'],
    ['minimax-m1', { attn_type_list: Array.from({ length: 80 }, () => 2) }, 'attn_type_list is 2; known: 0, 1'],
    ['mimo-v2-flash', { moe_layer_freq: [0, 1] }, 'moe_layer_freq is [false,true]; give 48 entries, one a layer'],
  ])('of %s with a value that is not understood is refused: %j', (name, changes, message) => {
    expect(refused(name, changes)).toBe(`config toy.json: ${message}`);
  });

  test.each([
    ['mixtral-8x7b', 'num_local_experts', 'experts of a layer'],
    ['deepseek-v3', 'kv_lora_rank', 'rank of keys and values'],
    ['kimi-linear-48b-a3b', 'vocab_size', 'entries of the vocabulary'],
    ['qwen3-next-80b-a3b', 'linear_num_key_heads', 'key heads of a linear layer'],
  ])('of %s that is missing is named: %s', (name, field, meaning) => {
    expect(refused(name, { [field]: undefined })).toMatch(
      new RegExp(`^config toy.json: no ${field} \\(${meaning}[^\\n]*\\); add it$`),
    );
  });

  test('that is missing is named with its other names', () => {
    expect(refused('ling-lite', { num_experts: undefined })).toBe(
      'config toy.json: no num_experts (experts of a layer, also called n_routed_experts); add it',
    );
  });

  test('that is not known and may change the arithmetic is refused with its value', () => {
    expect(refused('mixtral-8x7b', { routed_scaling_factor: 2.5, expert_dropout_mode: 'x' })).toBe(
      'config toy.json: routed_scaling_factor (2.5), expert_dropout_mode ("x"): not known for Mixtral and may change the arithmetic; in a copy of the file, leave out what does not',
    );
    expect(
      refused('dbrx', { ffn_config: { ...Object(parseConfigText(configText('dbrx'), '').ffn_config), gate_power: 2 } }),
    ).toContain('ffn_config.gate_power (2)');
  });

  test('a list of unknown fields that is cut says so', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`strange_${index}`, index + 1]));
    expect(refused('mixtral-8x7b', many)).toContain('strange_3 (4) and 5 more: not known');
  });

  test.each([[null], [false], [0], [''], [[]], [{}]])(
    'that is not known and asks for nothing is passed over: %j',
    value => {
      const config = read('mixtral-8x7b', { some_new_thing: value });
      expect(said(config, 'some_new_thing')).toMatchObject({ status: 'ignored', meaning: 'unset, off, empty or zero' });
    },
  );

  test('an unknown text_config field is named as such', () => {
    const inner = { ...Object(parseConfigText(configText('qwen3.5-122b-a10b'), '').text_config), new_gate: 3 };
    expect(refused('qwen3.5-122b-a10b', { text_config: inner })).toContain('text_config.new_gate (3)');
  });

  test('dropout is left out of a train-step and said', () => {
    expect(read('ling-lite', { attention_dropout: 0.1 }).model.differs.training).toContain(
      'dropout (attention_dropout)',
    );
  });
});

test('a config whose field has any other value is read or refused in one line', () => {
  const names = ['deepseek-v3', 'qwen3-next-80b-a3b', 'dbrx', 'nemotron-3-nano', 'hunyuan-a13b', 'gemma-4-26b-a4b'];
  const value = fc.oneof(
    fc.integer({ min: -3, max: 300 }),
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.integer()),
    fc.dictionary(fc.string(), fc.integer()),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), value, (name, index, changed) => {
      const fields = Object.keys(parseConfigText(configText(name), name));
      const field = fields[index % fields.length] ?? '';
      const message = refusal(() => read(name, { [field]: changed }));
      expect(message).not.toContain('\n');
    }),
    { numRuns: 400 },
  );
});
