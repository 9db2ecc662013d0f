/** The least model a provider can be proven by: one MatMul, small whole numbers, so every provider must be exact. */
import { create, toBinary } from '@bufbuild/protobuf';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf';

const SIDE = 4;

/** `c = a · b`, all [4,4] float32, as ONNX bytes. */
export function oneNodeModel(): Uint8Array {
  const graph = create(GraphProtoSchema, {
    name: 'one-node',
    node: [create(NodeProtoSchema, { opType: 'MatMul', input: ['a', 'b'], output: ['c'] })],
    input: [squareOf('a'), squareOf('b')],
    output: [squareOf('c')],
  });
  const opset = create(OperatorSetIdProtoSchema, { domain: '', version: 17n });
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, opsetImport: [opset], graph }));
}

/** The matrix both inputs are: element i is i, row-major. */
export const INPUT: readonly number[] = Array.from({ length: SIDE * SIDE }, (_, index) => index);

/** INPUT · INPUT, worked out by hand: row r, column c is Σₖ (4r+k)(4k+c). */
export const EXPECTED: readonly number[] = [56, 62, 68, 74, 152, 174, 196, 218, 248, 286, 324, 362, 344, 398, 452, 506];

export const SHAPE: readonly number[] = [SIDE, SIDE];

function squareOf(name: string) {
  const dim = SHAPE.map(side =>
    create(TensorShapeProto_DimensionSchema, { value: { case: 'dimValue', value: BigInt(side) } }),
  );
  const shape = create(TensorShapeProtoSchema, { dim });
  const tensor = create(TypeProto_TensorSchema, { elemType: TensorProto_DataType.FLOAT, shape });
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value: tensor } }),
  });
}
