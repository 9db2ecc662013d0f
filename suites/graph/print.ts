/** A graph as text, a line a node: `matmul.7 float32[rows.0,64] = matmul(gatherRows.5, experts.0.w1)`. */
import type { Graph } from './graph.ts';
import type { Node } from './node.ts';
import { liveNodes } from './prune.ts';
import { formatType } from './tensor.ts';

export function printGraph(graph: Graph): string {
  const inputs = graph.inputs.map(input => `input ${input.name} ${formatType(input)}`);
  const outputs = graph.outputs.map(({ name, tensor }) => `output ${name} = ${tensor.name} ${formatType(tensor)}`);
  return [...inputs, ...liveNodes(graph).map(printNode), ...outputs, ''].join('\n');
}

function printNode({ operator, inputs, outputs, attributes }: Node): string {
  const results = outputs.map(output => `${output.name} ${formatType(output)}`).join(', ');
  const options = Object.entries(attributes).flatMap(([key, value]) => (value === false ? [] : [`${key}=${value}`]));
  return `${results} = ${operator.name}(${[...inputs.map(input => input.name), ...options].join(', ')})`;
}
