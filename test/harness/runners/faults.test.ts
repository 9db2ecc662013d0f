import { describe, expect, test } from 'vitest';
import { faultFrom } from '../../../harness/runners/faults.ts';

/** What ONNX Runtime 1.30 was heard to say, and what it meant. */
const SAID = [
  [
    'unsupported',
    'bfloat16 on the CPU',
    "Could not find an implementation for Gemm(13) node with name 'experts/Gemm.30'",
  ],
  [
    'unsupported',
    'bfloat16 on WebGPU',
    "Exception during initialization: transformer_memcpy.cc:253 bool IsNodeCompatibleWithProvider() !node_provider_type.empty() was false. Provider type for Gemm node with name 'experts/Gemm.30' is not set.",
  ],
  [
    'unsupported',
    'float16 on an adapter without it',
    "Non-zero status code returned while running Cast node. Name:'router/Cast.1' Status Message: Program Cast requires f16 but the device does not support it.",
  ],
  ['unsupported', 'a type the binding does not take', 'Unsupported tensor type: bfloat16.'],
  ['out-of-memory', 'an allocation', 'std::bad_alloc'],
  ['provider-missing', 'no adapter', 'No supported adapters'],
  ['internal', 'anything else', "experts.0.w1: got invalid dimensions. Name:'x'"],
] as const;

describe("a runtime's words", () => {
  test.each(SAID)('are %s: %s', (code, _, message) => {
    expect(faultFrom(new Error(message))).toMatchObject({ code, message });
  });

  test('are kept to their first line, with the stack beside it', () => {
    const fault = faultFrom(new Error('one\ntwo'));
    expect(fault).toMatchObject({ code: 'internal', message: 'one' });
    expect(fault.detail).toContain('two');
  });
});
