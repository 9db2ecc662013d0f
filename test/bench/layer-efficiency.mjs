// Prints how much of the matmuls' speed the layer reaches on the CPU: per-round ratios within one run, never times.
import { fastest, printRatios, runSuite } from './paired.mjs';

const FLOORS = [
  {
    name: 'efficiencyOfExpertMatmul',
    floor: 0.92,
    isDenominator: (role, layer) => role.of?.includes(layer.sha256),
  },
  { name: 'efficiencyOfLargestMatmul', floor: 0.8, isDenominator: role => role.kind === 'largest-matmul' },
];

const run = runSuite('layer-efficiency.yaml');
for (const layer of run.cases.filter(({ role }) => role.kind === 'work')) {
  console.log(layer.id);
  for (const { name, floor, isDenominator } of FLOORS) {
    const best = fastest(
      run,
      run.cases.filter(({ role }) => isDenominator(role, layer)),
    );
    const denominators = run.rates(best);
    const ratios = run.rates(layer).map((rate, round) => rate / denominators[round]);
    printRatios(name, ratios, { floor, of: best.id });
  }
}
