/** The text of every code of a recomputed claim. A second language is a second table of this type. */
import type { ClaimTextCode } from '../../reproduce/text-codes.ts';
import type { Sentence } from '../sentence.ts';
import { DEEPSEEK } from './deepseek-v3.ts';
import { COLUMNS, LAYERS } from './layers.ts';
import { LING } from './ling-2025.ts';
import { PANGU } from './pangu-ultra-moe.ts';
import { PRIMUS } from './primus-mi355x.ts';
import { SONIC } from './sonicmoe-h100.ts';

export const CLAIM_TEXTS: Readonly<Record<ClaimTextCode, Sentence>> = {
  ...DEEPSEEK,
  ...LING,
  ...PANGU,
  ...PRIMUS,
  ...SONIC,
  ...LAYERS,
  ...COLUMNS,
};
