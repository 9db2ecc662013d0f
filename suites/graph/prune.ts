/** Dead code: whatever no output needs. */
import type { Graph } from './graph.ts';
import type { Node, Tensor } from './node.ts';

/** The nodes some output depends on, in order. */
export function liveNodes(graph: Graph): readonly Node[] {
  const needed = new Set<Tensor>(graph.outputs.map(output => output.tensor));
  const live = graph.nodes.toReversed().filter(node => {
    if (!node.outputs.some(output => needed.has(output))) return false;
    for (const input of node.inputs) needed.add(input);
    return true;
  });
  return live.reverse();
}
