/** What a source file imports, read from its text: no compiler is started, so a test can walk the whole tree in a moment. */
import { posix } from 'node:path';

/** The text of each file, by its path from the root of the tree. */
export type Tree = ReadonlyMap<string, string>;

/** The files of the tree that each file imports, and the names of packages and `node:` modules. */
export type Imports = ReadonlyMap<string, { readonly files: readonly string[]; readonly packages: readonly string[] }>;

/**
 * Each form in which one module names another: `from '…'` (values and types, imports and re-exports), an import for its effect, a
 * dynamic or a type's `import('…')`, and the address of a script that a process is started with.
 */
const FORMS: readonly RegExp[] = [
  /\bfrom\s*(['"])(?<name>[^'"\n]+)\1/g,
  /\bimport\s*(['"])(?<name>[^'"\n]+)\1/g,
  /\bimport\s*\(\s*(['"])(?<name>[^'"\n]+)\1\s*,?\s*\)/g,
  /\bnew URL\(\s*(['"])(?<name>\.{1,2}\/[^'"\n]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g,
];

/** The names of the modules in a source text, in the order of the forms; a comment names none. */
export function namedModules(text: string): readonly string[] {
  const code = withoutComments(text);
  return FORMS.flatMap(form => [...code.matchAll(form)].flatMap(match => match.groups?.name ?? []));
}

/** The imports of all TypeScript files of a tree. A relative name that is no file of the tree (data, a folder) is left out. */
export function importsOf(tree: Tree): Imports {
  const sources = [...tree].filter(([path]) => path.endsWith('.ts'));
  return new Map(
    sources.map(([path, text]) => {
      const names = namedModules(text);
      const files = names.filter(isRelative).flatMap(name => fileNamed(tree, path, name) ?? []);
      return [path, { files: [...new Set(files)], packages: names.filter(name => !isRelative(name)) }];
    }),
  );
}

/** Every file that is reached from these, themselves included. */
export function reachedFrom(starts: readonly string[], imports: Imports): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(imports.get(path)?.files ?? []));
  }
  return reached;
}

const isRelative = (name: string): boolean => name.startsWith('./') || name.startsWith('../');

/** A script is named as it is compiled: `./worker.js` is `worker.ts` of the tree. */
function fileNamed(tree: Tree, importer: string, name: string): string | undefined {
  const path = posix.join(posix.dirname(importer), name);
  return [path, path.replace(/\.js$/, '.ts')].find(candidate => tree.has(candidate));
}

/** Comments that begin a line; what stands behind code on its line stays, since a `//` there may be inside a string. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/^[ \t]*\/\/.*$/gm, '');
}
