/** A graph as ONNX bytes (opset 21), through the published protobuf schema. Same graph, same bytes. */
import { create, toBinary } from '@bufbuild/protobuf';
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import { toHalf } from '../half.ts';
import type { Constant, Graph } from './graph.ts';
import type { OnnxNode } from './node.ts';
import { liveNodes } from './prune.ts';
import type { ElementType, TensorType } from './tensor.ts';

const OPSET = 21n;
/** The ONNX IR version that came with opset 21. */
const IR_VERSION = 10n;

/** ONNX's number for an element type. */
export const DATA_TYPE: Readonly<Record<ElementType, TensorProto_DataType>> = {
  float32: TensorProto_DataType.FLOAT,
  float64: TensorProto_DataType.DOUBLE,
  int32: TensorProto_DataType.INT32,
  float16: TensorProto_DataType.FLOAT16,
  bfloat16: TensorProto_DataType.BFLOAT16,
  int64: TensorProto_DataType.INT64,
  bool: TensorProto_DataType.BOOL,
};

/** The graph without dead code; values that are outputs bear the output's name. */
export function onnxBytes(graph: Graph): Uint8Array {
  const outputNames = new Map(graph.outputs.map(({ name, tensor }) => [tensor.name, name]));
  const rename = (name: string) => outputNames.get(name) ?? name;
  const nodes = liveNodes(graph).flatMap(node =>
    node.operator.encode(node, node.attributes).map(encoded => ({ ...encoded, part: node.part })),
  );
  const used = new Set(nodes.flatMap(node => node.inputs));
  const tables = nodes.flatMap(node => node.tables ?? []);
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'moebench',
    opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: OPSET })],
    graph: create(GraphProtoSchema, {
      name: 'moebench',
      input: graph.inputs.filter(input => used.has(input.name)).map(input => valueInfo(input.name, input)),
      output: graph.outputs.map(({ name, tensor }) => valueInfo(name, tensor)),
      initializer: [
        ...graph.constants.filter(({ tensor }) => used.has(tensor.name)).map(encodeConstant),
        ...tables.map(({ name, values }) => int64Tensor(name, [values.length], values)),
      ],
      node: nodes.map((node, i) => encodeNode(node, i, rename)),
    }),
  });
  return toBinary(ModelProtoSchema, model);
}

/** A node is named `<part>/<type>.<index>`: a trace is read by its parts. */
function encodeNode(
  node: OnnxNode & { readonly part: string },
  index: number,
  rename: (name: string) => string,
): NodeProto {
  return create(NodeProtoSchema, {
    name: `${node.part}/${node.opType}.${index}`,
    opType: node.opType,
    input: node.inputs.map(rename),
    output: node.outputs.map(rename),
    attribute: Object.entries(node.attributes).map(([name, value]) => encodeAttribute(name, value)),
  });
}

function encodeAttribute(name: string, value: OnnxNode['attributes'][string]): AttributeProto {
  const { INT, INTS, STRING } = AttributeProto_AttributeType;
  if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: INT, i: BigInt(value) });
  if (typeof value === 'string') return create(AttributeProtoSchema, { name, type: STRING, s: Buffer.from(value) });
  return create(AttributeProtoSchema, { name, type: INTS, ints: value.map(BigInt) });
}

function encodeConstant({ tensor, values }: Constant): TensorProto {
  const dims = tensor.shape.map(dim => BigInt(dim));
  const { name, elementType } = tensor;
  switch (elementType) {
    case 'float32':
      return create(TensorProtoSchema, { name, dims, dataType: DATA_TYPE.float32, floatData: [...values] });
    case 'float64':
      return create(TensorProtoSchema, { name, dims, dataType: DATA_TYPE.float64, doubleData: [...values] });
    case 'float16':
    case 'bfloat16': {
      // Of half types ONNX takes the bit patterns, one an int32.
      const int32Data = [...toHalf(elementType, values)];
      return create(TensorProtoSchema, { name, dims, dataType: DATA_TYPE[elementType], int32Data });
    }
    case 'bool':
    case 'int32':
      return create(TensorProtoSchema, { name, dims, dataType: DATA_TYPE[elementType], int32Data: [...values] });
    case 'int64':
      return int64Tensor(name, tensor.shape.map(Number), values);
  }
}

function int64Tensor(name: string, dims: readonly number[], values: readonly number[]): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: DATA_TYPE.int64,
    int64Data: values.map(BigInt),
  });
}

function valueInfo(name: string, { elementType, shape }: TensorType): ValueInfoProto {
  const dim = shape.map(size =>
    create(TensorShapeProto_DimensionSchema, {
      value: typeof size === 'number' ? { case: 'dimValue', value: BigInt(size) } : { case: 'dimParam', value: size },
    }),
  );
  const tensorType = create(TypeProto_TensorSchema, {
    elemType: DATA_TYPE[elementType],
    shape: create(TensorShapeProtoSchema, { dim }),
  });
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value: tensorType } }),
  });
}
