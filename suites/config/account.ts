/** What was understood of a config, field by field. */

/**
 * `read`: it decided something; `absent`: not in the config, and the family's rule was taken; `ignored`: it changes no arithmetic
 * that is counted or run here.
 */
export type FieldStatus = 'read' | 'absent' | 'ignored';

export type ConfigField = {
  readonly field: string;
  /** As JSON; long lists are cut. */
  readonly value: string;
  readonly meaning: string;
  readonly status: FieldStatus;
};

const LONGEST = 60;

/** A value as JSON on one line; a list of equal entries by its length, anything else that is long is cut. */
export function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  if (text.length <= LONGEST) return text;
  if (Array.isArray(value)) {
    const entries = [...new Set(value.map(entry => JSON.stringify(entry)))];
    if (entries.length === 1 && value.length > 1) return `${value.length} × ${entries[0]}`;
    return `${text.slice(0, LONGEST)}… (${value.length} entries)`;
  }
  return `${text.slice(0, LONGEST)}…`;
}
