/** Fields of any config that change no arithmetic of training: of files, of tokens, of generating text, of other towers. */

type Harmless = { readonly fields: readonly string[]; readonly why: string };

export const HARMLESS: readonly Harmless[] = [
  {
    why: 'about the file or the software',
    fields: [
      ...['architectures', 'model_type', 'auto_map', 'transformers_version', 'tokenizer_class', 'name_or_path'],
      ...['task_specific_params', 'problem_type', 'finetuning_task', 'id2label', 'label2id', 'num_labels', 'prefix'],
      ...['license', 'library_name', 'is_decoder', 'is_encoder_decoder', 'add_cross_attention', 'tie_encoder_decoder'],
      ...[
        'cross_attention_hidden_size',
        'pruned_heads',
        'torchscript',
        'tf_legacy_loss',
        'use_bfloat16',
        'base_config_key',
      ],
      ...['attn_implementation', 'use_mamba_kernels', 'use_flash_attention', 'use_sdpa', 'gradient_checkpointing'],
      ...[
        'max_sequence_length',
        'use_recompute',
        'recompute_granularity',
        'use_fused_ops',
        'return_logits',
        'unsloth_version',
      ],
      ...[
        'unsloth_fixed',
        'keys_to_ignore_at_inference',
        'model_format',
        'transformers.js_config',
        'trust_remote_code',
        'use_grouped_mm',
        'calc_logits_for_entire_prompt',
      ],
    ],
  },
  {
    why: 'the type numbers are stored in; a workload has its own',
    fields: [
      ...['torch_dtype', 'dtype', 'quantization', 'quantization_config', 'compression_config', 'moe_router_dtype'],
      ...[
        'mamba_ssm_dtype',
        'mamba_ssm_cache_dtype',
        'expert_dtype',
        'router_dtype',
        'residual_in_fp32',
        'attention_softmax_in_fp32',
      ],
      ...['gate_dtype', 'scale_fmt', 'fp32_residual_connection', 'moe_router_in_fp32', 'gate_in_fp32', 'topk_in_fp32'],
    ],
  },
  {
    why: 'how weights are drawn before training',
    fields: [
      ...[
        'initializer_range',
        'initializer_factor',
        'init_method',
        'rescale_prenorm_residual',
        'init_std',
        'mamba_init',
      ],
      ...['time_step_min', 'time_step_max', 'time_step_floor', 'depth_scaled_init', 'embedding_initializer_range'],
    ],
  },
  {
    why: 'the longest text served or trained on; a workload has its own sequence',
    fields: [
      ...[
        'max_position_embeddings',
        'max_position_embedding',
        'model_max_length',
        'max_seq_len',
        'max_model_len',
        'seq_length',
      ],
      ...[
        'initial_context_length',
        'original_max_position_embeddings',
        'max_sequence_length',
        'max_context_len',
        'n_ctx',
        'block_size',
      ],
    ],
  },
  {
    why: 'of generating text',
    fields: [
      ...[
        'use_cache',
        'return_dict',
        'return_dict_in_generate',
        'output_attentions',
        'output_hidden_states',
        'output_scores',
      ],
      ...[
        'output_router_logits',
        'max_length',
        'min_length',
        'do_sample',
        'temperature',
        'top_k',
        'top_p',
        'typical_p',
      ],
      ...[
        'repetition_penalty',
        'length_penalty',
        'no_repeat_ngram_size',
        'encoder_no_repeat_ngram_size',
        'bad_words_ids',
      ],
      ...[
        'num_beams',
        'num_beam_groups',
        'diversity_penalty',
        'early_stopping',
        'num_return_sequences',
        'num_logits_to_keep',
      ],
      ...['remove_invalid_values', 'exponential_decay_length_penalty', 'suppress_tokens', 'begin_suppress_tokens'],
      ...[
        'chunk_size_feed_forward',
        'cache_implementation',
        'max_new_tokens',
        'use_cache_quantization',
        'moe_shared_expert_overlap',
      ],
    ],
  },
  {
    why: 'how work is spread over devices or blocked in memory',
    fields: [
      'pretraining_tp',
      'ep_size',
      'tensor_parallel_degree',
      'moe_world_size',
      'moe_group',
      'chunk_size',
      'mamba_chunk_size',
    ],
  },
  {
    why: 'multi-token prediction: not counted, left out of a train-step',
    fields: [
      ...[
        'mtp_loss_scaling_factor',
        'mtp_use_dedicated_embeddings',
        'mtp_hybrid_override_pattern',
        'mtp_layers_block_type',
      ],
      ...[
        'mtp_transformer_layers',
        'mtp_num_layers',
        'use_mtp',
        'num_mtp_modules',
        'index_share_for_mtp_iteration',
        'mtp_disable',
      ],
    ],
  },
  {
    why: 'dropout and noise are not run; a proof needs every step the same',
    fields: ['router_jitter_noise', 'input_jitter_noise', 'moe_jitter_eps', 'router_jitter_eps'],
  },
  {
    why: 'of images, sound or video: not counted and not run',
    fields: [
      ...[
        'vision_config',
        'audio_config',
        'video_config',
        'vision_tower',
        'mm_projector',
        'projector_type',
        'vision_feature_layer',
      ],
      ...[
        'vision_feature_select_strategy',
        'image_seq_length',
        'image_token',
        'video_token',
        'boi_token_index',
        'eoi_token_index',
      ],
      ...[
        'vision_soft_tokens_per_image',
        'ignore_index',
        'use_unified_vision_chunk',
        'video_placeholder',
        'use_bidirectional_attention',
      ],
      ...[
        'understand_projector_stride',
        'projector_bias',
        'image_token_len',
        'patch_token_len',
        'im_start_token',
        'im_end_token',
      ],
      ...[
        'im_patch_token',
        'vision_select_layer',
        'image_size',
        'mrope_section',
        'language_model_only',
        'encoder_only',
        'skip_cls_token',
      ],
    ],
  },
  {
    why: 'a class default that no layer here reads',
    fields: [
      'max_window_layers',
      'seq_aux',
      'vocab_size_per_layer_input',
      'index_topk_pattern',
      'rope_interleave',
      'indexer_rope_interleave',
    ],
  },
];

/** Ids of tokens, and what is private to the software. */
export const PATTERNS: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /(_token_ids?|_token_index|_tokens?_idx)$/, why: 'the id of a token' },
  { pattern: /^(pad|eod|im_\w+|text_\w+|video_\w+|mask_init)_id$/, why: 'the id of a token' },
  { pattern: /^_/, why: 'private to the software' },
  {
    pattern: /^(vision|image|audio|video|mm|vit|anyres|xdrope)_/,
    why: 'of images, sound or video: not counted and not run',
  },
];
