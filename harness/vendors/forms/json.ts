/** The JSON in a tool's output, which may stand between lines of warning or banners, in brackets themselves; undefined if there is none. */
export function jsonIn(text: string): unknown {
  let longest: { readonly length: number; readonly value: unknown } = { length: 0, value: undefined };
  const starts = /^[ \t]*[{[]\s*(?:["{[\]}]|$|\d)/gm;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const start = match.index + match[0].search(/[{[]/);
    const end = endOf(text, start);
    // Cut short: what is inside may be whole, but is not all.
    if (end === null) break;
    const value = parsed(text.slice(start, end));
    if (value === undefined) continue;
    if (end - start > longest.length) longest = { length: end - start, value };
    starts.lastIndex = end;
  }
  return longest.value;
}

/** Behind the bracket that closes the one at `start`; null where none does. Brackets inside strings are none. */
function endOf(text: string, start: number): number | null {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (/^[{[]/.test(token[0])) depth += 1;
    else if (/^[}\]]/.test(token[0])) depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
