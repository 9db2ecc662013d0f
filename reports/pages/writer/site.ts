/** Writes the site. What did not change keeps its file, so that a nightly site is copied and cached by its changes alone. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import { UsageError } from '../../../suites/usage-error.ts';
import { MARK, type SiteFile, type SiteSources, siteFiles } from './files.ts';

/** The keys of the charts that lie in the site. */
const KEYS = 'charts/keys.json';
const keysSchema = z.record(z.string(), z.string());

/**
 * Writes the site into `folder` and returns the path of its page. It is built in a sibling folder and renamed into place, so
 * a reader never sees half a site. Throws when `folder` holds anything but an older site.
 */
export async function writeSite(folder: string, sources: SiteSources): Promise<string> {
  checkSiteFolder(folder);
  const target = resolve(folder);
  const sibling = (word: string): string => join(dirname(target), `.${basename(target)}-${word}-${process.pid}`);
  const [fresh, old] = [sibling('new'), sibling('old')];
  try {
    await fill(fresh, target, siteFiles(sources));
    replace(target, fresh, old);
  } finally {
    for (const leftover of [fresh, old]) rmSync(leftover, { recursive: true, force: true });
  }
  return join(target, 'index.html');
}

/** UsageError when `folder` holds anything but an older site of ours. */
export function checkSiteFolder(folder: string): void {
  const target = resolve(folder);
  const names = existsSync(target) ? readdirSync(target) : [];
  if (names.length > 0 && !isSite(target)) {
    throw new UsageError(`${target} holds files that are no moebench site; name an empty folder or an older site`);
  }
  if (names.includes('.git')) {
    throw new UsageError(`${target} holds a Git repository, which a new site would replace; name a folder below it`);
  }
}

/** Other programs write a report.json too: that of a site names its schema. */
function isSite(folder: string): boolean {
  const path = join(folder, MARK);
  return existsSync(path) && statSync(path).isFile() && SCHEMA.test(readFileSync(path, 'utf8').slice(0, HEAD_LENGTH));
}

const SCHEMA = /"schema":\s*"moebench\.report\//;
const HEAD_LENGTH = 1000;

/** Puts `fresh` where `target` is; the old site comes back when that fails. */
function replace(target: string, fresh: string, old: string): void {
  const replaced = existsSync(target);
  if (replaced) renameSync(target, old);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (replaced) renameSync(old, target);
    throw error;
  }
}

/**
 * Every file new, or a link to the file of the older site where that has the same bytes. After each picture the event loop has a turn:
 * the memory of a canvas is freed in one, and a site of many pictures takes gigabytes without.
 */
async function fill(fresh: string, older: string, files: readonly SiteFile[]): Promise<void> {
  const oldKeys = keysIn(older);
  const keys: Record<string, string> = {};
  for (const { path, key, content } of files) {
    const hash = key === null ? null : sha256(key);
    if (hash !== null) keys[path] = hash;
    if (hash !== null && oldKeys[path] === hash && kept(older, fresh, path)) continue;
    const bytes = Buffer.from(content());
    if (key !== null) await setImmediate();
    write(fresh, older, path, bytes);
  }
  write(fresh, older, KEYS, Buffer.from(`${JSON.stringify(keys, null, 1)}\n`));
}

function write(fresh: string, older: string, path: string, bytes: Buffer): void {
  if (isSame(join(older, path), bytes) && kept(older, fresh, path)) return;
  mkdirSync(dirname(join(fresh, path)), { recursive: true });
  writeFileSync(join(fresh, path), bytes);
}

/** Whether the file of the older site now stands in the new one as well. Some file systems know no links. */
function kept(older: string, fresh: string, path: string): boolean {
  mkdirSync(dirname(join(fresh, path)), { recursive: true });
  try {
    linkSync(join(older, path), join(fresh, path));
    return true;
  } catch {
    return false;
  }
}

function isSame(path: string, bytes: Buffer): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes);
}

/** None where there is no older site, or another program wrote into it. */
function keysIn(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, KEYS);
  if (!existsSync(path)) return {};
  try {
    return keysSchema.catch({}).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
