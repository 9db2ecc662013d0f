/** `moebench serve`: the site in a browser on this machine, with the progress of a run under way. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { DEFAULT_REFERENCE } from '../../../reports/catalog/catalog.ts';
import type { Language } from '../../../reports/words/language.ts';
import { isLocked } from '../../../results/record-file/lock.ts';
import { lockPath } from '../../../results/store.ts';
import { UsageError } from '../../errors.ts';
import { onInterrupt } from '../../interrupt.ts';
import { makeReport } from '../report.ts';
import { RECORD_COMMAND_WORDS } from '../words/record-command-words.ts';
import { eventStream } from './event-stream.ts';
import { HEADERS } from './headers.ts';
import { liveRuns } from './live-runs.ts';
import { servedSite } from './served-site.ts';
import { type Listening, listen } from './server.ts';

export const DEFAULT_PORT = 8137;

export type ServeOptions = {
  readonly results: string;
  readonly reference: string;
  readonly catalog?: string;
  readonly port: number;
  readonly lang?: Language;
};

export function serveCommand(): Command {
  return new Command('serve')
    .description('show the site in a browser on this machine, with the progress of a run under way')
    .option('--results <folder>', 'folder with the records', 'results/runs')
    .option('--reference <chip>', 'reference chip (moebench list chips)', DEFAULT_REFERENCE)
    .option('--catalog <file>', 'your own chips and prices (YAML), added to the shipped catalog')
    .option('--port <number>', 'port on 127.0.0.1 and ::1; 0: any that is free', portNumber, DEFAULT_PORT)
    .action(async (options: ServeOptions) => {
      const interrupt = onInterrupt();
      const { port, close } = await serve(options, text => process.stderr.write(`moebench: ${text}\n`));
      process.stdout.write(RECORD_COMMAND_WORDS[options.lang ?? 'en'].stop(`http://127.0.0.1:${port}/`));
      await new Promise<void>(resolve => {
        if (interrupt.signal.aborted) resolve();
        else interrupt.signal.addEventListener('abort', () => resolve());
      });
      await close();
    });
}

/** How often the folder is looked at, and every how many looks a page hears that the server is there. */
const LOOK_MS = 1000;
const LOOKS_A_BEAT = 15;

/** Builds the site and serves it until `close`. `scripts`: the folder of the bundled browser scripts. */
export async function serve(
  options: ServeOptions,
  say: (text: string) => void,
  scripts: string = SCRIPTS,
): Promise<Listening> {
  const { results, reference, catalog } = options;
  const folder = mkdtempSync(join(tmpdir(), 'moebench-serve-'));
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const out = join(folder, 'site');
    const others = catalog === undefined ? [] : [catalog];
    const build = async (): Promise<void> => {
      await makeReport({ results, reference, out, ...(catalog === undefined ? {} : { catalog }) }, scripts);
    };
    const isOpen = (path: string): boolean => isLocked(lockPath(path), path);
    const site = await servedSite({ folder: out, results, others, build }, isOpen, error =>
      say(`the site is not built again: ${messageOf(error)}`),
    );
    const stream = eventStream(() => ({ runs: liveRuns(results) }), HEADERS);
    const liveScript = readFileSync(join(scripts, 'live.js'), 'utf8');
    const { port, close } = await listen({ site, stream, liveScript }, options.port);
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      stream.tell(looks % LOOKS_A_BEAT === 0);
    }, LOOK_MS);
    return {
      port,
      close: async () => {
        clearInterval(timer);
        stream.close();
        await close();
        clean();
      },
    };
  } catch (error) {
    clean();
    throw error;
  }
}

const SCRIPTS = fileURLToPath(new URL('../../../reports/pages/browser', import.meta.url));

/** UsageError for anything but a port. */
export function portNumber(written: string): number {
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  if (!(port <= 65_535))
    throw new UsageError(`--port is '${written}'; give a number of 1 to 65535, or 0 for any that is free`);
  return port;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
