/** The JSON in a tool's output, which may stand between lines of warning or banners; undefined if there is none. */
export function jsonIn(text: string): unknown {
  const start = text.search(/^\s*[{[]\s*(["{[\]}]|$)/m);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  if (start < 0 || end <= start) return undefined;
  try {
    return JSON.parse(text.slice(start, end));
  } catch {
    return undefined;
  }
}
