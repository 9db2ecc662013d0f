import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchAt, batchesOf, ringLength } from '../../../suites/moe/batches.ts';
import { grammarText } from '../../../suites/text/grammar.ts';

const text = (bytes: number) => ({ kind: 'grammar' as const, seed: 3, bytes, sha256: '' });

describe('the batches of a training step', () => {
  test('are windows of the text by the rule of the data, and their targets the bytes behind', () => {
    const bytes = grammarText(3, 1000);
    // Step 2 of 2 sequences of 8: sequences 4 and 5 begin at 32 and 40.
    const { ids, targets } = batchAt({ tokens: 16, sequence: 8, text: text(1000) }, 2);
    expect([...ids]).toEqual([...bytes.subarray(32, 48)]);
    expect([...targets]).toEqual([...bytes.subarray(33, 49)]);
  });

  test('are all there are in a ring: one of 64 KiB in sequences of 256 has 255', () => {
    expect(ringLength({ tokens: 256, sequence: 256, text: text(2 ** 16) })).toBe(255);
    expect(ringLength({ tokens: 512, sequence: 256, text: text(2 ** 16) })).toBe(255);
    expect(ringLength({ tokens: 5 * 256, sequence: 256, text: text(2 ** 16) })).toBe(51);
    expect(ringLength({ tokens: 4096, sequence: 4096, text: text(2 ** 16) })).toBe(15);
  });

  test('end where a ring would be too long or too large, behind what any proof follows', () => {
    expect(ringLength({ tokens: 32, sequence: 16, text: text(2 ** 16) })).toBe(512);
    expect(ringLength({ tokens: 250_000, sequence: 250, text: text(2 ** 16) })).toBe(64);
  });

  test('repeat themselves after the ring, so that step n takes batch n mod its length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 300 }),
        (sequence, sequences, step) => {
          const workload = { tokens: sequence * sequences, sequence, text: text(160) };
          const [at, length] = [batchesOf(workload), ringLength(workload)];
          expect(at(step)).toEqual(at(step % length));
        },
      ),
    );
  });
});
