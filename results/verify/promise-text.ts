/** The sentences of what verification finds of a promise. `{name}` stands for a value. Adding a code is adding its row. */
import { filled } from '../filled.ts';
import { noteText } from '../note-text.ts';
import { damageText } from '../record-file/damage-text.ts';
import type { Note } from '../schema/note.ts';
import type { PromiseCode } from './promise-codes.ts';

const TEXTS: Readonly<Record<PromiseCode, string>> = {
  // Of every promise.
  'newer-schema': 'it is written in {schema}, which this moebench does not read',
  'nothing-readable': 'no line of it can be used',
  // chain
  'lines-follow': 'each of {lines} lines carries the hash of the line before',
  'line-changed': '{damage}',
  // seal
  sealed: 'the seal closes {lines} lines',
  'seal-of-other-lines': 'there is a seal, and not the lines that it closes',
  'not-sealed': 'there is no seal: the run was cut off, and nothing holds the last line that is there',
  // hashes
  'hashes-hold': 'the hashes of {cases} workloads, reckoned again, are those of the record',
  'hashes-differ': 'a workload has another hash, or the plan names what is not there',
  // samples
  'samples-hold': 'the step times of {cells} measured cells are as they were hashed',
  'samples-pruned': 'there is no samples file',
  'samples-pruned-by': 'samples pruned on {prunedAt} by `{by}` ({bytes} bytes)',
  'samples-pruned-unread': 'there is no samples file, and the mark that says why (.pruned.json) cannot be read',
  'samples-pruned-other': 'the samples that were pruned on {prunedAt} by `{by}` are not those that the seal names',
  'samples-changed': 'the samples file is not as it was written',
  // statistics
  'statistics-hold':
    'the statistics of {cells} measured cells, reckoned again from their step times, are those of the record',
  'statistics-differ': 'statistics are not those of the step times beside them',
  'samples-lost': 'the step times of {cells} measured cells cannot be read',
  // plan
  'plan-complete': 'each of {cells} planned cells has its line, in its kind, behind its proof',
  'plan-open': '{missing} of {cells} planned cells have no line that can be used, and no seal says that they should',
  'plan-differs': 'plan and lines do not match',
  // times
  'times-in-order': 'its times are in order, and none is ahead of the clock here',
  'times-disordered': 'its times contradict each other, or the clock here',
  // physics
  'nothing-impossible': 'nothing in it is impossible',
  impossible: '{cells} cells cannot be true',
  // proofs
  'cells-proven': 'each of {cells} measured cells has a proof that holds by the tolerances of this program',
  'cells-unproven': '{cells} measured cells have no proof that holds; {cell}: {reason}',
  'cells-without-probe':
    'the proofs of {cells} measured cells hold, but their steps have no probes, so that a loss of precision would not be seen',
  // signature
  'signed-by': 'signed by {signer}, {key}',
  'not-signed': 'there is no signature beside it',
  'signature-missing': 'there is no signature beside it, and --signers asks for one',
  'signer-not-asked': 'the signature of {key} fits; whose that is, --signers would tell',
  'signer-unknown': 'the signature of {key} fits, and none of the allowed signers has that key',
  'signature-differs': 'the signature is not of these bytes: {detail}',
  'no-ssh-keygen': 'there is a signature, and no ssh-keygen here to check it (OpenSSH 8.2 or newer)',
  // machine
  'nobody-vouches': 'nobody vouches for the machine it names: whoever writes a whole record anew can seal it anew',
  'signer-vouches': '{signer} vouches for it with the signature',
  // clock
  'no-other-clock': "no clock but the machine's own saw the run",
};

const BY_CODE: ReadonlyMap<string, string> = new Map(Object.entries(TEXTS));

/** The sentence of a promise, without a full stop. `{reason}`: of an unproven cell, the sentence of its code; `{damage}`: of a changed line. */
export function promiseText({ code, values }: Note): string {
  const text = BY_CODE.get(code) ?? code;
  const reason = typeof values.code === 'string' ? { reason: noteText({ code: values.code, values }) } : {};
  return filled(text, { ...reason, ...damageOf(values), ...values });
}

/** Of a line that was changed: what is wrong with it, and how many lines are lost with it. */
const damageOf = ({ line, lost, message }: Note['values']): Note['values'] =>
  typeof line === 'number' && typeof lost === 'number'
    ? { damage: damageText({ line, message: String(message ?? ''), lostLines: lost }) }
    : {};
