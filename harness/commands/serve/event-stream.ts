/** Server-Sent Events: what is under way, told to every page that listens, whenever it changes. */
import type { ServerResponse } from 'node:http';

export type EventStream = {
  readonly add: (response: ServerResponse) => void;
  /** Tells whoever listens what has changed since the last time; `beat`: a comment where nothing has, so that a connection stays. */
  readonly tell: (beat: boolean) => void;
  readonly close: () => void;
};

/** More than any person has open; who comes later is sent away. */
export const MOST_LISTENERS = 64;

/** `event: progress` with the JSON of `now()` as data. */
export function eventStream(now: () => unknown, headers: Readonly<Record<string, string>>): EventStream {
  /** With what each was told last. */
  const listeners = new Map<ServerResponse, string>();
  const current = (): string => `event: progress\ndata: ${JSON.stringify(now())}\n\n`;
  return {
    add(response) {
      if (listeners.size >= MOST_LISTENERS) {
        response.writeHead(503, headers).end('too many pages are open\n');
        return;
      }
      response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' });
      const text = current();
      response.write(text);
      listeners.set(response, text);
      response.on('close', () => listeners.delete(response));
    },
    tell(beat) {
      if (listeners.size === 0) return;
      const text = current();
      for (const [listener, last] of listeners) {
        if (text !== last) listener.write(text);
        else if (beat) listener.write(': still here\n\n');
        listeners.set(listener, text);
      }
    },
    close() {
      for (const listener of listeners.keys()) listener.end();
      listeners.clear();
    },
  };
}
