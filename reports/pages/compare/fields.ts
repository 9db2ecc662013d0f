/** One input with its label, its example and the place for what is wrong with it. */
import { type Html, html } from '../frame/html.ts';

type Field = { readonly name: string; readonly label: string; readonly value: string };

/** Dots are no part of an id that styles and scripts look for. */
export const fieldId = (name: string): string => `in-${name.replaceAll('.', '-')}`;
export const faultId = (name: string): string => `${fieldId(name)}-fault`;

export function textField({ name, label, value, hint }: Field & { readonly hint: string }): Html {
  return labelled(
    { name, label },
    html`<input id="${fieldId(name)}" name="${name}" value="${value}" placeholder="${hint}" autocomplete="off" spellcheck="false" aria-describedby="${faultId(name)}">`,
  );
}

/** A value that is none of the options stays, as one of its own. */
export function selectField({
  name,
  label,
  value,
  options,
}: Field & { readonly options: readonly (readonly [string, string])[] }): Html {
  const all = options.some(([option]) => option === value) ? options : [[value, value] as const, ...options];
  return labelled(
    { name, label },
    html`<select id="${fieldId(name)}" name="${name}" aria-describedby="${faultId(name)}">${all.map(
      ([option, text]) => html`<option value="${option}"${option === value ? html` selected` : null}>${text}</option>`,
    )}</select>`,
  );
}

export function checkField({ name, label, value }: Field): Html {
  return html`<div class="field check"><input type="checkbox" id="${fieldId(name)}" name="${name}" value="yes"${value === '' ? null : html` checked`} aria-describedby="${faultId(name)}"><label for="${fieldId(name)}">${label}</label><p class="fault" id="${faultId(name)}"></p></div>`;
}

function labelled({ name, label }: Omit<Field, 'value'>, input: Html): Html {
  return html`<div class="field"><label for="${fieldId(name)}">${label}</label>${input}<p class="fault" id="${faultId(name)}"></p></div>`;
}
