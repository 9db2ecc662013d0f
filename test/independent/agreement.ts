/** Two oracles side by side: every value must agree, names and shapes must be the same. */
import type { OracleValues } from './oracle.ts';

export const RELATIVE_TOLERANCE = 1e-9;

/** Every difference between the two as a sentence; none means that they agree. The order of tensors is free. */
export function disagreements(
  project: OracleValues,
  independent: OracleValues,
  tolerance = RELATIVE_TOLERANCE,
): readonly string[] {
  const differences = (what: string, actual: readonly number[], expected: readonly number[]) =>
    differencesOf(what, actual, expected, tolerance);
  const projectTensors = new Map(project.tensors.map(tensor => [tensor.name, tensor]));
  const independentNames = new Set(independent.tensors.map(tensor => tensor.name));
  const found = differences('loss', [project.loss], [independent.loss]);
  if (projectTensors.size !== project.tensors.length) found.push('project: a tensor name occurs twice');
  for (const name of projectTensors.keys()) {
    if (!independentNames.has(name)) found.push(`${name}: only the project has it`);
  }
  for (const { name, shape, l2, head } of independent.tensors) {
    const other = projectTensors.get(name);
    if (other === undefined) {
      found.push(`${name}: the project lacks it`);
    } else if (other.shape.join() !== shape.join()) {
      found.push(`${name}: shape [${other.shape}], independently [${shape}]`);
    } else {
      found.push(...differences(`${name} l2`, [other.l2], [l2]), ...differences(`${name} head`, other.head, head));
    }
  }
  return found;
}

function differencesOf(
  what: string,
  project: readonly number[],
  independent: readonly number[],
  tolerance: number,
): string[] {
  if (project.length !== independent.length) {
    return [`${what}: ${project.length} values, independently ${independent.length}`];
  }
  return independent.flatMap((expected, index) => {
    const actual = project[index] ?? Number.NaN;
    const agree = Math.abs(actual - expected) <= tolerance * Math.abs(expected);
    return agree ? [] : [`${what}[${index}]: ${actual}, independently ${expected}`];
  });
}
