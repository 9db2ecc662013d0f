/** What ran on what, in words: chip, software, dtype. */
import { executionText as englishExecutionText, type Software, softwareText } from '../../rows/software.ts';
import type { Language } from '../language.ts';

/** `NVIDIA H20 by PyTorch 2.13, grouped, bfloat16`; `NVIDIA H20（PyTorch 2.13, grouped，bfloat16）`. */
export const executionText = (name: string, ran: Software, dtype: string, language: Language = 'en'): string =>
  language === 'en' ? englishExecutionText(name, ran, dtype) : `${name}（${softwareText(ran)}，${dtype}）`;
