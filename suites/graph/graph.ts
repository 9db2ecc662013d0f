/** A graph under construction: inputs, constants, nodes in an order in which they can run, and named outputs. */
import type { Attributes, GraphBuilder, Node, Operator, Tensor } from './node.ts';
import { type ElementType, formatType, GraphError, type Shape, type TensorType } from './tensor.ts';

/** Values row-major; int64 as numbers, which all of ours fit. */
export type Constant = { readonly tensor: Tensor; readonly values: readonly number[] };

export type Output = { readonly name: string; readonly tensor: Tensor };

export class Graph implements GraphBuilder {
  readonly inputs: Tensor[] = [];
  readonly constants: Constant[] = [];
  readonly outputs: Output[] = [];
  readonly nodes: Node[] = [];
  readonly #names = new Set<string>();
  readonly #computed = new Set<Tensor>();
  readonly #outputs = new Set<string | Tensor>();
  #part = 'other';

  /** Builds under a part's name: every node made meanwhile belongs to it. */
  inPart<T>(part: string, build: () => T): T {
    const outer = this.#part;
    this.#part = part;
    try {
      return build();
    } finally {
      this.#part = outer;
    }
  }

  /** A value given from outside at every step. */
  input(name: string, elementType: ElementType, shape: Shape): Tensor {
    const tensor = this.#tensor(name, { elementType, shape });
    this.inputs.push(tensor);
    return tensor;
  }

  /** A value that is part of the graph: scalars and index tables, never weights (those are inputs). */
  constant(elementType: ElementType, shape: readonly number[], values: readonly number[]): Tensor {
    const size = shape.reduce((product, dim) => product * dim, 1);
    if (values.length !== size) throw new GraphError(`constant [${shape}] needs ${size} values, got ${values.length}`);
    const tensor = this.#tensor(this.#freshName('constant'), { elementType, shape });
    this.constants.push({ tensor, values });
    return tensor;
  }

  scalar(elementType: ElementType, value: number): Tensor {
    return this.constant(elementType, [], [value]);
  }

  /** Makes a computed value a result of the graph, under a name of its own. */
  output(name: string, tensor: Tensor): void {
    if (this.#outputs.has(name) || this.#outputs.has(tensor)) {
      throw new GraphError(`output ${name}: the name or the value (${tensor.name}) is an output already`);
    }
    if (!this.#computed.has(tensor))
      throw new GraphError(`output ${name}: ${tensor.name} is not computed by this graph`);
    this.#outputs.add(name).add(tensor);
    this.outputs.push({ name, tensor });
  }

  /** Appends a node. Its shape rule runs here, so a wrong graph fails on the line that is wrong. */
  apply<A extends Attributes>(operator: Operator<A>, inputs: readonly Tensor[], attributes: A): readonly Tensor[] {
    const call = () => `${operator.name}(${inputs.map(formatType).join(', ')})`;
    const foreign = inputs.find(input => input.graph !== this);
    if (foreign !== undefined) throw new GraphError(`${call()}: ${foreign.name} belongs to another graph`);
    let types: readonly TensorType[];
    try {
      types = operator.infer(inputs, attributes);
    } catch (cause) {
      if (!(cause instanceof GraphError)) throw cause;
      throw new GraphError(`${call()}: ${cause.message}`, { cause });
    }
    const outputs = types.map(type => this.#tensor(this.#freshName(operator.name), type));
    for (const output of outputs) this.#computed.add(output);
    this.nodes.push({ operator, inputs, outputs, attributes, part: this.#part });
    return outputs;
  }

  #tensor(name: string, type: TensorType): Tensor {
    if (this.#names.has(name)) throw new GraphError(`two values are named ${name}`);
    this.#names.add(name);
    return { elementType: type.elementType, shape: type.shape, graph: this, name };
  }

  #freshName(stem: string): string {
    return `${stem}.${this.#names.size}`;
  }
}
