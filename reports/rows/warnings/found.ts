/** From the rules of warnings to warnings. */
import type { Fact, Values } from '../../fact.ts';
import type { WarningCode } from './codes.ts';
import type { Warning } from './warning.ts';

/** What a rule finds: the values of its warning, and what it follows from; null: there is nothing to warn of. */
export type Found = { readonly values: Values; readonly because?: readonly Fact[] } | null;

/** The warnings of all rules that find something, in the order of the codes. */
export function warningsBy<Code extends WarningCode, Subjects extends readonly unknown[]>(
  codes: readonly Code[],
  rules: Readonly<Record<Code, (...subjects: Subjects) => Found>>,
  ...subjects: Subjects
): Warning[] {
  return codes.flatMap((code): Warning[] => {
    const found = rules[code](...subjects);
    if (found === null) return [];
    const { values, because } = found;
    return [{ code, values, ...(because === undefined ? {} : { because: [...because] }) }];
  });
}
