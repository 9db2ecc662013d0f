/** The suites that are shipped, a YAML file each beside this one, and those of a user by their path. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseSuite, type Suite } from './suite.ts';
import { UsageError, unknownName } from './usage-error.ts';

const FOLDER = new URL('./', import.meta.url);

export function suiteNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .map(name => name.slice(0, -'.yaml'.length));
}

/** A suite of ours by name, or any by the path of its file. UsageError with path and line for one that does not hold. */
export function loadSuite(nameOrPath: string): Suite {
  if (suiteNames().includes(nameOrPath)) {
    return parseSuite(readFileSync(new URL(`${nameOrPath}.yaml`, FOLDER), 'utf8'), `${nameOrPath}.yaml`);
  }
  if (!/\.ya?ml$/.test(nameOrPath)) throw unknownName('suite', nameOrPath, suiteNames(), 'or give the path of a .yaml');
  if (!existsSync(nameOrPath)) throw new UsageError(`suite ${nameOrPath}: no such file`);
  return parseSuite(readFileSync(nameOrPath, 'utf8'), nameOrPath);
}
