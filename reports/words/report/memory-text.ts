/** A memory account in words, each part with its size, or why it has none. */

import { noteText } from '../../../results/note-text.ts';
import type { Memory } from '../../../results/schema/outcome.ts';
import type { Reading } from '../../../results/schema/reading.ts';
import { decimalUnit, pointText } from '../../format.ts';

/** `weights 138 MB; gradients 138 MB; …; arena slack not told: …`. */
export function memoryText(memory: Memory): string {
  const parts: readonly (readonly [string, number | Reading])[] = [
    ['weights', memory.weightsBytes],
    ['gradients', memory.gradientsBytes],
    ['optimizer', memory.optimizerBytes],
    ['activations', memory.activationsBytes],
    ['empty session', memory.emptySessionBytes],
    ['arena slack', memory.arenaSlackBytes],
  ];
  return parts.map(([name, size]) => `${name} ${sizeText(size)}`).join('; ');
}

function sizeText(size: number | Reading): string {
  if (typeof size !== 'number') return size.available ? sizeText(size.value) : `not told: ${noteText(size)}`;
  return pointText(size, decimalUnit(size, 'B'));
}
