// A process that takes a lock by the built program, says so on its output, and holds it until it is killed or its input ends.
const [module, path] = process.argv.slice(2);
const { takeLock } = await import(module);
try {
  const { takenOverFrom, release } = takeLock(path, 'it');
  process.stdout.write(`held ${takenOverFrom?.pid ?? 'free'}\n`);
  process.stdin.on('end', release).resume();
} catch (error) {
  process.stdout.write(`refused ${error.message}\n`);
}
