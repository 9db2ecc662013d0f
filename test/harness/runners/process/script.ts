/** Runners that are a few lines of JavaScript, each a real process. */
import { z } from 'zod';

export const ANY = z.object({});
export const HELLO = { do: 'hello', protocol: 1 };

/** A runner that is this script; `answer` writes one answer, `onRequest` is called with each request. */
export const runner = (script: string): readonly string[] => [
  process.execPath,
  '-e',
  `const answer = value => process.stdout.write(JSON.stringify(value) + '\\n');
   const onRequest = act => require('node:readline').createInterface({ input: process.stdin }).on('line', line => act(JSON.parse(line)));
   ${script}`,
];
