/** Why a device is no chip of the catalog. */
import type { NoChipCode } from '../../catalog/no-chip.ts';
import type { Sentence } from '../sentence.ts';

export const NO_CHIP: Readonly<Record<NoChipCode, Sentence>> = {
  'no-chip-of-name': "no chip of the catalog is called '{device}'",
  'no-rent-of-device': "the catalog has no chip, and so no rent, for '{device}'",
  'part-of-card':
    "'{device}' is a part of a card (MIG, vGPU or a partition), and the catalog's peaks and prices are of whole chips",
  'ran-off-device':
    "the work of the model did not run on '{device}' but on {providers}, so its time is no speed of this device",
  'software-adapter': "'{device}' is a software adapter: a CPU acting as a GPU",
  'vendor-not-certain':
    "runner and tools disagree about the maker of '{device}', and a name alone does not make a board a chip of the catalog",
};
