/** A memory account in words, each part with its size, or why it has none. */
import type { Memory } from '../../../results/schema/outcome.ts';
import type { Reading } from '../../../results/schema/reading.ts';
import { decimalUnit, pointText } from '../../format.ts';
import type { InEvery, Language } from '../language.ts';
import { noteText } from '../notes/note-text.ts';
import { SEMICOLON, spaced } from '../sentence.ts';

/** In the order in which they are said. */
const PARTS = [
  'weightsBytes',
  'gradientsBytes',
  'optimizerBytes',
  'activationsBytes',
  'emptySessionBytes',
  'arenaSlackBytes',
] as const satisfies readonly (keyof Memory)[];

type MemoryWords = {
  readonly parts: Readonly<Record<(typeof PARTS)[number], string>>;
  readonly part: (name: string, size: string) => string;
  readonly notTold: (why: string) => string;
};

const WORDS: InEvery<MemoryWords> = {
  en: {
    parts: {
      weightsBytes: 'weights',
      gradientsBytes: 'gradients',
      optimizerBytes: 'optimizer',
      activationsBytes: 'activations',
      emptySessionBytes: 'empty session',
      arenaSlackBytes: 'arena slack',
    },
    part: (name, size) => `${name} ${size}`,
    notTold: why => `not told: ${why}`,
  },
  zh: {
    parts: {
      weightsBytes: '权重',
      gradientsBytes: '梯度',
      optimizerBytes: '优化器状态',
      activationsBytes: '激活值',
      emptySessionBytes: '空会话',
      arenaSlackBytes: '内存池空闲',
    },
    part: (name, size) => spaced(`${name} ${size}`),
    notTold: why => `未知（${why}）`,
  },
};

/** `weights 138 MB; gradients 138 MB; …; arena slack not told: …`. */
export const memoryText = (memory: Memory, language: Language = 'en'): string =>
  PARTS.map(part => WORDS[language].part(WORDS[language].parts[part], sizeText(memory[part], language))).join(
    SEMICOLON[language],
  );

function sizeText(size: number | Reading, language: Language): string {
  if (typeof size === 'number') return pointText(size, decimalUnit(size, 'B'));
  return size.available ? sizeText(size.value, language) : WORDS[language].notTold(noteText(size, language));
}
