import { describe, expect, test } from 'vitest';
import { memoryText } from '../../../../reports/words/report/memory-text.ts';
import { read, unavailable } from '../../../../results/schema/reading.ts';

describe('a memory account in words', () => {
  test('names each part with its size, and why one has none', () => {
    const text = memoryText({
      weightsBytes: 138e6,
      gradientsBytes: unavailable('freed-at-update'),
      optimizerBytes: 0,
      activationsBytes: read(1.05e9, 'graph-liveness', 'step'),
      emptySessionBytes: read(99.5e6, 'VmRSS', 'process'),
      arenaSlackBytes: unavailable('no-process-count'),
    });
    expect(text).toBe(
      'weights 138 MB; gradients not told: let go at the update; they are among the activations; optimizer 0 B; activations 1.05 GB; ' +
        'empty session 99.5 MB; arena slack not told: no such process, or no /proc here',
    );
  });
});
