/** Why the samples of a run are kept: codes, each with its sentence. */
import * as z from 'zod';
import { filled } from '../filled.ts';
import { type Note, noteFields } from '../schema/note.ts';

export const KEPT_CODES = [
  'recent',
  'ahead-of-clock',
  'not-sealed',
  'damaged',
  'promise-broken',
  'unreadable',
  'no-file',
  'in-use',
  'already-pruned',
  'no-samples',
] as const;

export type KeptCode = (typeof KEPT_CODES)[number];

export const keptFields = { ...noteFields, code: z.enum(KEPT_CODES) };

export type Kept = { readonly code: KeptCode; readonly values: Note['values'] };

export const kept = (code: KeptCode, values: Note['values'] = {}): Kept => ({ code, values });

const TEXTS: Readonly<Record<KeptCode, string>> = {
  recent: 'within --keep',
  'ahead-of-clock': 'dated {startedAt}, later than the clock here: its age is not known',
  'not-sealed': 'without a seal: the run can be resumed, and then needs its samples',
  damaged: 'the record is damaged: the samples are evidence',
  'promise-broken': 'the promise {promise} is broken: the samples are evidence (moebench verify)',
  unreadable: 'the record cannot be read: {reason}',
  'no-file': 'the record or its samples are a link or no plain file; links are not followed',
  'in-use': 'another process holds {lock}, or did when it ended on another host',
  'already-pruned': 'the samples were pruned before',
  'no-samples': 'there is no samples file',
};

/** The sentence of a reason, without a full stop. */
export const keptText = ({ code, values }: Kept): string => filled(TEXTS[code], values);
