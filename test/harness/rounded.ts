/**
 * What hardware with half types would give: every half result rounded to its type, sums in float32. ONNX Runtime's CPU provider
 * leaves intermediate results in float32, so a proof on it says little of such hardware; this says how far off it may be.
 */
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { AttributeProtoSchema, type GraphProto, ModelProtoSchema, NodeProtoSchema, TensorProtoSchema } from 'onnx-buf';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { stepOutputs } from '../../harness/runners/onnx/outputs.ts';
import { type Program, program } from '../../harness/runners/onnx/program.ts';
import { tensorNumbers } from '../../harness/runners/onnx/tensors.ts';
import type { Values } from '../../harness/runners/steps.ts';
import { DATA_TYPE } from '../../suites/graph/onnx.ts';
import { isHalf } from '../../suites/graph/tensor.ts';
import { fromHalf, type HalfType } from '../../suites/half.ts';
import type { LayerWorkload } from '../../suites/workload.ts';

/** The outputs of a layer with every half result rounded. */
export async function rounded(workload: LayerWorkload): Promise<Values> {
  const { dtype } = workload;
  if (!isHalf(dtype)) throw new TypeError(`${dtype} is no half type`);
  const prepared = program(workload);
  const session = await InferenceSession.create(inFloat32(prepared, dtype), { graphOptimizationLevel: 'disabled' });
  const feeds = prepared.inputs.map(({ name, elementType, shape, values }) => {
    const wide =
      elementType === dtype && values instanceof Uint16Array ? fromHalf(dtype, values) : Float32Array.from(values);
    return [name, new Tensor('float32', wide, shape)];
  });
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  const numbers = Object.entries(outputs).map(([name, tensor]) => [name, tensorNumbers(tensor)] as const);
  return stepOutputs(numbers, prepared).values;
}

/** The graph with float32 for the half type, and behind every node that gives halves a cast there and back. */
function inFloat32({ bytes, graph: source }: Program, dtype: HalfType): Uint8Array {
  const model = fromBinary(ModelProtoSchema, bytes);
  const { graph } = model;
  if (graph === undefined) throw new Error('a model has a graph');
  const outputNames = new Map(source.outputs.map(({ name, tensor }) => [tensor, name]));
  const halves = new Set(
    source.nodes
      .flatMap(({ outputs }) => outputs)
      .filter(({ elementType }) => elementType === dtype)
      .map(tensor => outputNames.get(tensor) ?? tensor.name),
  );
  widenTypes(graph, dtype);
  graph.node = graph.node.flatMap(node => {
    const roundings = node.output
      .filter(name => halves.has(name))
      .flatMap(name => [castNode(`${name}/raw`, `${name}/half`, dtype), castNode(`${name}/half`, name, 'float32')]);
    const toHalf = node.opType === 'Cast' && node.attribute[0]?.i === BigInt(DATA_TYPE[dtype]);
    const to = toHalf ? [castAttribute('float32')] : node.attribute;
    const output = node.output.map(name => (halves.has(name) ? `${name}/raw` : name));
    return [create(NodeProtoSchema, { ...node, output, attribute: to }), ...roundings];
  });
  return toBinary(ModelProtoSchema, model);
}

function widenTypes(graph: GraphProto, dtype: HalfType): void {
  for (const { type } of [...graph.input, ...graph.output]) {
    if (type?.value.case === 'tensorType' && type.value.value.elemType === DATA_TYPE[dtype]) {
      type.value.value.elemType = DATA_TYPE.float32;
    }
  }
  graph.initializer = graph.initializer.map(constant => {
    if (constant.dataType !== DATA_TYPE[dtype]) return constant;
    const { name, dims, int32Data } = constant;
    const floatData = [...fromHalf(dtype, int32Data)];
    return create(TensorProtoSchema, { name, dims, dataType: DATA_TYPE.float32, floatData });
  });
}

const castAttribute = (to: HalfType | 'float32') =>
  create(AttributeProtoSchema, { name: 'to', type: 2, i: BigInt(DATA_TYPE[to]) });

const castNode = (input: string, output: string, to: HalfType | 'float32') =>
  create(NodeProtoSchema, { opType: 'Cast', input: [input], output: [output], attribute: [castAttribute(to)] });
