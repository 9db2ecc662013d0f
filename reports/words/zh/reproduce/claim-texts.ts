/** The Chinese text of every code of a recomputed claim. */
import type { ClaimTextCode } from '../../../reproduce/text-codes.ts';
import type { Sentence } from '../../sentence.ts';
import { ZH_DEEPSEEK } from './deepseek-v3.ts';
import { ZH_COLUMNS, ZH_LAYERS } from './layers.ts';
import { ZH_LING } from './ling-2025.ts';
import { ZH_PANGU } from './pangu-ultra-moe.ts';
import { ZH_PRIMUS } from './primus-mi355x.ts';
import { ZH_SONIC } from './sonicmoe-h100.ts';

export const ZH_CLAIM_TEXTS: Readonly<Record<ClaimTextCode, Sentence>> = {
  ...ZH_DEEPSEEK,
  ...ZH_LING,
  ...ZH_PANGU,
  ...ZH_PRIMUS,
  ...ZH_SONIC,
  ...ZH_LAYERS,
  ...ZH_COLUMNS,
};
