/** Reads many record files with a second thread: most of the time goes into checking each line against its schema. */

import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { FileRows } from './row-types.ts';
import { readRows } from './tree.ts';

/** A file to read; `known`: its hash when it was last read. */
export type Wanted = { readonly path: string; readonly known: string | null };
export type Read = { readonly path: string; readonly found: FileRows | 'as-known' };

/** A thread takes as long to start as it takes to read some dozens of files. */
const FEWEST_FOR_THREADS = 100;
const THREADS = 2;
/** Files that a thread is given at once. */
const BATCH = 16;

/** Calls `take` with what each file holds, in no order. A program that runs from its sources reads in this thread alone. */
export async function readAll(folder: string, wanted: readonly Wanted[], take: (read: Read) => void): Promise<void> {
  if (wanted.length < FEWEST_FOR_THREADS || !import.meta.url.endsWith('.js')) {
    for (const { path, known } of wanted) take({ path, found: readRows(join(folder, path), known) });
    return;
  }
  const batches = Array.from({ length: Math.ceil(wanted.length / BATCH) }, (_, i) =>
    wanted.slice(i * BATCH, (i + 1) * BATCH),
  );
  const next = () => batches.shift() ?? null;
  await Promise.all(Array.from({ length: THREADS }, () => readInThread(folder, next, take)));
}

function readInThread(folder: string, next: () => readonly Wanted[] | null, take: (read: Read) => void): Promise<void> {
  const worker = new Worker(new URL(import.meta.url));
  return new Promise((resolve, reject) => {
    const give = () => worker.postMessage({ folder, batch: next() });
    worker.on('message', (reads: readonly Read[]) => {
      give();
      for (const read of reads) take(read);
    });
    worker.on('error', reject);
    worker.on('exit', code => (code === 0 ? resolve() : reject(new Error(`a reader of records ended with ${code}`))));
    give();
    // While one batch is taken in, the thread reads the next.
    give();
  });
}

if (!isMainThread && parentPort !== null) serve(parentPort);

type Batch = { readonly folder: string; readonly batch: readonly Wanted[] | null };

function serve(port: NonNullable<typeof parentPort>): void {
  port.on('message', ({ folder, batch }: Batch) => {
    if (batch === null) port.close();
    else port.postMessage(batch.map(({ path, known }) => ({ path, found: readRows(join(folder, path), known) })));
  });
}
