// Prints how often a check of nights is wrong and how soon it is right, by simulation: synthetic years of known truth (regressions/),
// judged by findSteps of reports/regressions/steps and by the rules that users have today. The same seeds every time, so the same
// figures. Exit 1 where a floor does not hold. `--years N` of each world; `--find FILE` another module with `findSteps`;
// `--threads N`; `--world TEXT` only the world of that name, else those whose names hold it; `--rule TEXT` only such rules; `--list`
// each false alarm of a rule that speaks once a step, and each step that it told late.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const { values } = parseArgs({
  options: {
    years: { type: 'string' },
    find: {
      type: 'string',
      default: join(import.meta.dirname, '../../reports/regressions/steps/find-steps.ts'),
    },
    threads: { type: 'string', default: String(availableParallelism()) },
    world: { type: 'string', default: '' },
    rule: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
  },
});
for (const [name, text] of [
  ['years', values.years ?? '1'],
  ['threads', values.threads],
])
  if (!/^[1-9]\d*$/.test(text)) refuse(`--${name} is ${text}; give a whole number from 1`);
const folder = mkdtempSync(join(tmpdir(), 'moebench-regressions-'));
try {
  const { WORLDS, head, totalLine, totalOf, brokenFloors } = await import(await bundled('table'));
  const results = await scoresOf(WORLDS, await bundled('thread'));
  if (!results.some(({ scores }) => scores.length > 0)) {
    rmSync(folder, { recursive: true });
    refuse('no world and rule of these names; leave --world and --rule out');
  }
  let broken = 0;
  let [years, nights] = [0, 0];
  for (const [index, { world, floors }] of WORLDS.entries()) {
    const ofWorld = results.filter(result => result.world === index);
    if (ofWorld.length === 0) continue;
    console.log(`\n${head(world.name)}`);
    const names = [...new Set(ofWorld.flatMap(({ scores }) => scores.map(({ rule }) => rule)))];
    const totals = names.map(name =>
      totalOf(ofWorld.flatMap(({ scores }) => scores.filter(({ rule }) => rule === name).map(({ score }) => score))),
    );
    for (const [i, name] of names.entries()) console.log(totalLine(name, totals[i]));
    if (values.list) for (const { year, scores } of ofWorld) listed(year, scores[0].score);
    years += totals[0].years;
    nights += totals[0].nights;
    const lines = brokenFloors(totals[0], floors);
    broken += lines.length;
    for (const text of lines) console.log(`  BROKEN: ${text}`);
    if (lines.length === 0 && floors !== 'none') console.log(`  Floors (${floors}): held.`);
  }
  console.log(`\n${years} years, ${nights} nights judged, of 50 series each.`);
  process.exitCode = broken === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** TypeScript cannot be run as it is: `table.ts`, or a thread that serves the search that was asked for, as one file. */
async function bundled(name) {
  const outfile = join(folder, `${name}.mjs`);
  const contents = {
    table: `export * from './worlds.ts'; export * from './total.ts'; export * from './print.ts'; export * from './floors.ts';`,
    thread: `import { findSteps } from ${JSON.stringify(resolve(values.find))}; import { serve } from './worker.ts'; serve(findSteps);`,
  }[name];
  await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, 'regressions'), loader: 'ts' },
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' },
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
  });
  return pathToFileURL(outfile).href;
}

/** What a search has to explain: indices are nights of the year's table (syntheticYear of regressions/year.ts, with the year's seed). */
function listed(year, { wrong, missed }) {
  for (const { series, on, onset, direction } of wrong)
    console.log(`  year ${year} series ${series}: false, ${direction} since night ${onset}, told on ${on}`);
  for (const { series, onset, change, toldOn } of missed)
    console.log(
      `  year ${year} series ${series}: ${change} since night ${onset}, told ${toldOn === null ? 'never' : `on ${toldOn}`}`,
    );
}

function refuse(text) {
  console.error(text);
  process.exit(2);
}

/** Scores of all years of all worlds, by as many threads as there are processors. */
async function scoresOf(worlds, thread) {
  const named = worlds.some(({ world: { name } }) => name === values.world);
  const tasks = worlds.flatMap(({ world: { name }, years }, world) =>
    (named ? name === values.world : name.includes(values.world))
      ? Array.from({ length: Number(values.years ?? years) }, (_, year) => ({ world, year }))
      : [],
  );
  const results = [];
  const one = async () => {
    const worker = new Worker(new URL(thread), { workerData: values.rule });
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift())
      results.push(
        await new Promise((done, failed) => {
          worker.removeAllListeners().once('message', done).once('error', failed).postMessage(task);
        }),
      );
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Number(values.threads) }, one));
  return results.toSorted((a, b) => a.world - b.world || a.year - b.year);
}
