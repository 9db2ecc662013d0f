/** Reasons for missing figures as numbered notes, so that a cell stays short and the reason is still on the page. */
import { type Html, html } from './html.ts';

export type Notes = { readonly reasons: readonly string[] };

/** The notes of a table: every reason once, in the order of its cells. */
export function notesOf(reasons: readonly string[]): Notes {
  return { reasons: [...new Set(reasons)] };
}

/** `not known¹`: says in the cell what is missing and points at the reason. */
export function missing({ reasons }: Notes, what: string, reason: string): Html {
  const number = reasons.indexOf(reason) + 1;
  return html`<span class="missing">${what}<sup><a href="#note-${number}">${number}</a></sup></span>`;
}

/** `end`: what ends a sentence. */
export function noteList({ reasons }: Notes, end = '.'): Html | null {
  if (reasons.length === 0) return null;
  return html`<ol class="notes">${reasons.map(
    (reason, index) => html`<li id="note-${index + 1}">${reason.charAt(0).toUpperCase() + reason.slice(1)}${end}</li>`,
  )}</ol>`;
}
