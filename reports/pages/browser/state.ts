/** What a page keeps in the hash of its address, `#part=train-step&sort=2.descending`; a hash without `=` names a place. */
export type State = Readonly<Record<string, string>>;

export function readState(): State {
  const text = location.hash.slice(1);
  return text.includes('=') ? Object.fromEntries(new URLSearchParams(text)) : {};
}

/** No entry in the history: going back leaves the page. An empty state leaves a named place as it is. */
export function writeState(state: State): void {
  const text = new URLSearchParams(state).toString();
  if (text === '' && !location.hash.includes('=')) return;
  history.replaceState(null, '', text === '' ? location.pathname + location.search : `#${text}`);
}
