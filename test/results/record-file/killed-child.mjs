/**
 * A process that writes a record by the built program, or goes on with the one that is there, and kills itself before its n-th call of the
 * file system: `node killed-child.mjs store.js job.json n`. Says `sealed` where it came to the end.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [module, job, n] = process.argv.slice(2);
const { createRun, resumeRun } = await import(module);
const { folder, path, context, cells, finishedAt } = JSON.parse(fs.readFileSync(job, 'utf8'));

let calls = 0;
for (const name of Object.keys(fs).filter(name => name.endsWith('Sync') && !name.startsWith('read'))) {
  const act = fs[name];
  fs[name] = (...args) => {
    calls += 1;
    if (calls === Number(n)) process.kill(process.pid, 'SIGKILL');
    return act(...args);
  };
}
syncBuiltinESMExports();

const { writer, record } = fs.existsSync(path) ? resumeRun(path) : { writer: createRun(folder, context), record: null };
for (const { cell, samplesMs, line } of cells) {
  if (record?.lineOrder.includes(cell)) continue;
  if (samplesMs !== null) writer.appendSamples(cell, samplesMs);
  writer.append(line);
}
writer.seal(finishedAt);
writer.close();
process.stdout.write('sealed');
