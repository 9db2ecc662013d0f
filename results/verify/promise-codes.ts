/** Every way in which a promise of a record holds, is broken or is not known; its sentence is in promise-text.ts. */
export const PROMISE_CODES = [
  // Of every promise.
  'newer-schema',
  'nothing-readable',
  // chain
  'lines-follow',
  'line-changed',
  // seal
  'sealed',
  'seal-of-other-lines',
  'not-sealed',
  // hashes
  'hashes-hold',
  'hashes-differ',
  // samples
  'samples-hold',
  'samples-pruned',
  'samples-pruned-by',
  'samples-pruned-unread',
  'samples-pruned-other',
  'samples-changed',
  // statistics
  'statistics-hold',
  'statistics-differ',
  'samples-lost',
  // plan
  'plan-complete',
  'plan-open',
  'plan-differs',
  // times
  'times-in-order',
  'times-disordered',
  // physics
  'nothing-impossible',
  'impossible',
  // proofs
  'cells-proven',
  'cells-unproven',
  'cells-without-probe',
  // signature
  'signed-by',
  'not-signed',
  'signature-missing',
  'signer-not-asked',
  'signer-unknown',
  'signature-differs',
  'no-ssh-keygen',
  // machine
  'nobody-vouches',
  'signer-vouches',
  // clock
  'no-other-clock',
] as const;

export type PromiseCode = (typeof PROMISE_CODES)[number];
