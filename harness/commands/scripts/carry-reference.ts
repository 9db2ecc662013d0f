/**
 * `npm run reference -- pack FOLDER`: the bundle, and a script that unpacks it and runs it. `npm run reference -- bring FOLDER`: what the
 * script left there, or any folder it left its results in, into results/reference/<chip>. Between the two, on the other host: `sh FOLDER/run-reference.sh`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onDisk } from '../../../results/disk.ts';
import { ARCHIVE, carrierScript, RESULTS } from '../../bundle/carrier-script.ts';

const CLI = fileURLToPath(new URL('../../cli.js', import.meta.url));
const USAGE = 'usage: npm run reference -- pack FOLDER, or bring FOLDER [--reference CHIP]\n';

const [what, folder, ...rest] = process.argv.slice(2);
if (folder === undefined || (what !== 'pack' && what !== 'bring')) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  process.exitCode = what === 'pack' ? pack(folder, rest) : bring(folder, rest);
}

function pack(into: string, options: readonly string[]): number {
  onDisk(into, () => mkdirSync(into, { recursive: true }));
  const code = moebench('bundle', '--out', join(into, ARCHIVE), ...options);
  if (code !== 0) return code;
  const script = join(into, 'run-reference.sh');
  onDisk(script, () => writeFileSync(script, carrierScript(), { mode: 0o755 }));
  process.stdout.write(`Carry ${into} over; there: sh run-reference.sh [FOLDER [options of moebench run]]\n`);
  return 0;
}

function bring(from: string, options: readonly string[]): number {
  const named = options.includes('--reference') ? options : ['--reference', ...options];
  const results = join(from, RESULTS);
  return moebench('import', existsSync(results) ? results : from, ...named);
}

function moebench(...args: readonly string[]): number {
  return spawnSync(process.execPath, [CLI, ...args], { stdio: 'inherit' }).status ?? 1;
}
