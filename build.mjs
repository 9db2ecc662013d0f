// Compiles the program to dist/, and lays the data files beside the modules that read them.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const dist = join(root, 'dist');
/** What a room holds that is no data: a package of its own, and output. */
const NOT_DATA = [
  'reports/charts/canvas',
  'reports/charts/fonts/make-subset.py',
  'results/runs',
  'results/diff',
  'results/reference',
  'reports/site',
  'reports/sample',
];
/** Of zod's sentences those in English: the other fifty languages are 300 kB that nobody reads. */
const ENGLISH_ALONE = {
  name: 'english-alone',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, ({ path }) => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: dirname(path),
    }));
  },
};
/** The program and each process that it starts: one file each, because finding and linking 1,500 modules took most of a start. */
const PROGRAMS = [
  'harness/cli.js',
  'harness/commands/sql/question-child.js',
  'harness/detect/provider-child.js',
  'harness/runners/worker.js',
  'harness/sampler/sampler.js',
];
/** Packages that load files of their own as they run. */
const BY_NAME = ['@duckdb/*', 'koffi', 'onnxruntime-node', 'systeminformation'];
/** A packed module finds the files beside it where the module was compiled to. */
const besideModule = program => ({
  name: 'beside-module',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(dist)) return undefined;
      const place = JSON.stringify(relative(dirname(join(dist, program)), path));
      return {
        contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`),
      };
    });
  },
});
rmSync(dist, { recursive: true, force: true });

const tsc = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root], {
  stdio: 'inherit',
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

cpSync(join(root, 'package.json'), join(dist, 'package.json'));
for (const room of ['suites', 'results', 'harness', 'reports']) copyData(room);
for (const program of PROGRAMS) await bundleProgram(program);
chmodSync(join(dist, 'harness/cli.js'), 0o755);

const browser = 'reports/pages/browser';
for (const name of ['page', 'live']) await bundle(name, `${browser}/${name}.ts`);
// A function, so that its worker is started from its own text: from disk a browser starts a worker from nothing else.
await bundle('compare', `${browser}/compare/compare.ts`, {
  banner: { js: 'function moebenchCalculator(){' },
  footer: { js: '}\nmoebenchCalculator();' },
});

async function bundle(name, entry, around = {}) {
  await build({
    ...around,
    entryPoints: [join(root, entry)],
    outfile: join(dist, browser, `${name}.js`),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'eof',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [ENGLISH_ALONE],
  });
}

async function bundleProgram(program) {
  await build({
    entryPoints: [join(dist, program)],
    outfile: join(dist, program),
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: BY_NAME,
    // What was CommonJS requires Node's own modules.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
    legalComments: 'eof',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [besideModule(program), ENGLISH_ALONE],
  });
}

/**
 * Copies every .json, .yaml, .css and font of a room, and the Python of the runners, which a child process is started with.
 * What Python compiled beside its sources is none of them.
 */
function copyData(folder) {
  for (const name of readdirSync(join(root, folder))) {
    const path = join(folder, name);
    if (NOT_DATA.includes(path)) continue;
    if (statSync(join(root, path)).isDirectory()) copyData(path);
    else if (/\.(json|yaml|css|py|otf)$/.test(name)) cpSync(join(root, path), join(dist, path));
  }
}
