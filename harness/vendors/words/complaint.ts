/** What a tool says where it lists nothing, and what that means. */
export type Complaint = {
  readonly words: RegExp;
  readonly code: 'absent' | 'permission' | 'unsupported' | 'driver' | 'lost' | 'timeout';
  /** What to do, as an imperative. */
  readonly fix: string;
};
