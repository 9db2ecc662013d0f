/**
 * A session on the CPU without the Node binding between. The binding (onnxruntime-node 1.30) writes outputs where it was told
 * to and then returns a copy of each all the same: a tenth of a training step that no runtime for training would pay.
 */
import type { SessionOptions } from '../session.ts';
import type { HostValues } from '../tensors.ts';
import { type Handle, OnnxRuntimeLibrary } from './library.ts';
import { LOG_LEVEL, settings } from './settings.ts';

/** ONNXTensorElementDataType. */
const ELEMENT_TYPES: Readonly<Record<HostValues['elementType'], number>> = {
  float32: 1,
  int32: 6,
  float16: 10,
  float64: 11,
  bfloat16: 16,
};

const DEVICE_ALLOCATOR = 0;
const DEFAULT_MEMORY = 0;
const NO_OPTIONS = 0n;

let library: OnnxRuntimeLibrary | undefined;

/** A tensor the library knows of. It points into `values`, which it keeps from being collected. */
export class NativeTensor {
  readonly tensor: HostValues;
  readonly #library: OnnxRuntimeLibrary;
  readonly #handle: Handle;
  /** What the library was given the address of. */
  readonly #memory: Uint8Array;

  constructor(ort: OnnxRuntimeLibrary, memoryInfo: Handle, tensor: HostValues) {
    const { elementType, shape, values } = tensor;
    this.tensor = tensor;
    this.#library = ort;
    // To ask for its buffer moves a small array out of the garbage collector's reach; its address is fixed from there on.
    this.#memory = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#handle = ort.make(
      'CreateTensorWithDataAsOrtValue',
      memoryInfo,
      this.#memory,
      this.#memory.byteLength,
      BigInt64Array.from(shape, BigInt),
      shape.length,
      ELEMENT_TYPES[elementType],
    );
  }

  get handle(): Handle {
    return this.#handle;
  }

  /** The values stay; the library forgets them. */
  release(): void {
    this.#library.release('ReleaseValue', this.#handle);
  }
}

export class NativeSession {
  readonly #library: OnnxRuntimeLibrary;
  readonly #session: Handle;
  readonly #memoryInfo: Handle;
  readonly #profiled: boolean;

  /** Throws what the library says of a graph it does not take, in its own words. */
  constructor(bytes: Uint8Array, options: SessionOptions) {
    library ??= new OnnxRuntimeLibrary();
    const ort = library;
    this.#library = ort;
    this.#profiled = options.enableProfiling === true;
    const native = ort.make('CreateSessionOptions');
    try {
      for (const [name, ...argv] of settings(options)) ort.call(name, native, ...argv);
      const environment = ort.environment(options.logSeverityLevel ?? LOG_LEVEL);
      this.#session = ort.make('CreateSessionFromArray', environment, bytes, bytes.byteLength, native);
    } finally {
      ort.release('ReleaseSessionOptions', native);
    }
    this.#memoryInfo = ort.make('CreateCpuMemoryInfo', DEVICE_ALLOCATOR, DEFAULT_MEMORY);
  }

  tensor(tensor: HostValues): NativeTensor {
    return new NativeTensor(this.#library, this.#memoryInfo, tensor);
  }

  /** Runs the graph; outputs are written into the memory of the tensors given. Blocks until it is done. */
  run(inputs: ReadonlyMap<string, NativeTensor>, outputs: ReadonlyMap<string, NativeTensor>): void {
    this.#library.call(
      'Run',
      this.#session,
      NO_OPTIONS,
      [...inputs.keys()],
      handles(inputs),
      inputs.size,
      [...outputs.keys()],
      outputs.size,
      handles(outputs),
    );
  }

  /** Ends the session, and writes its trace if one was asked for. */
  close(): void {
    if (this.#profiled) {
      const allocator = this.#library.make('GetAllocatorWithDefaultOptions');
      const file = this.#library.make('SessionEndProfiling', this.#session, allocator);
      this.#library.call('AllocatorFree', allocator, file);
    }
    this.#library.release('ReleaseMemoryInfo', this.#memoryInfo);
    this.#library.release('ReleaseSession', this.#session);
  }
}

function handles(tensors: ReadonlyMap<string, NativeTensor>): BigUint64Array {
  return BigUint64Array.from([...tensors.values()].map(({ handle }) => handle));
}
