/** The JSON in a tool's output, which may follow lines of warning; undefined if there is none. */
export function jsonIn(text: string): unknown {
  const start = text.search(/^\s*[{[]\s*(["{[\]}]|$)/m);
  if (start < 0) return undefined;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    return undefined;
  }
}
