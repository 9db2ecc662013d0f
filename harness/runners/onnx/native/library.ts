/**
 * ONNX Runtime's own library, the one its Node package brings, called by its C interface: a struct of function pointers that
 * only ever grows at its end, so that a place in it holds for every later version (onnxruntime_c_api.h).
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import koffi from 'koffi';

/** The version of the interface that is asked for; everything called here has been in it since version 5 (2020). */
const INTERFACE_VERSION = 12;

/** What the library calls itself on Linux, macOS and Windows. */
const LIBRARY = /^(lib)?onnxruntime(\.so\.\d+|(\.\d+)*\.dylib|\.dll)$/;

/** Place in the struct, and declaration. Those that return `void *` return a status, null where all is well. */
const FUNCTIONS = {
  GetErrorMessage: [2, 'const char *GetErrorMessage(uintptr_t status)'],
  CreateEnv: [3, 'uintptr_t CreateEnv(int level, const char *id, void *env)'],
  CreateSessionFromArray: [
    8,
    'uintptr_t CreateSessionFromArray(uintptr_t env, void *model, size_t bytes, uintptr_t options, void *session)',
  ],
  Run: [
    9,
    'uintptr_t Run(uintptr_t session, uintptr_t options, const char **inputs, void *values, size_t count, const char **outputs, size_t outputCount, void *outputValues)',
  ],
  CreateSessionOptions: [10, 'uintptr_t CreateSessionOptions(void *options)'],
  SetSessionExecutionMode: [13, 'uintptr_t SetSessionExecutionMode(uintptr_t options, int mode)'],
  EnableProfiling: [14, 'uintptr_t EnableProfiling(uintptr_t options, const char *prefix)'],
  DisableMemPattern: [17, 'uintptr_t DisableMemPattern(uintptr_t options)'],
  DisableCpuMemArena: [19, 'uintptr_t DisableCpuMemArena(uintptr_t options)'],
  SetSessionLogSeverityLevel: [22, 'uintptr_t SetSessionLogSeverityLevel(uintptr_t options, int level)'],
  SetSessionGraphOptimizationLevel: [23, 'uintptr_t SetSessionGraphOptimizationLevel(uintptr_t options, int level)'],
  SetIntraOpNumThreads: [24, 'uintptr_t SetIntraOpNumThreads(uintptr_t options, int threads)'],
  SetInterOpNumThreads: [25, 'uintptr_t SetInterOpNumThreads(uintptr_t options, int threads)'],
  CreateTensorWithDataAsOrtValue: [
    49,
    'uintptr_t CreateTensorWithDataAsOrtValue(uintptr_t memory, void *data, size_t bytes, void *shape, size_t rank, int type, void *value)',
  ],
  CreateCpuMemoryInfo: [69, 'uintptr_t CreateCpuMemoryInfo(int allocator, int memory, void *info)'],
  AllocatorFree: [76, 'uintptr_t AllocatorFree(uintptr_t allocator, uintptr_t memory)'],
  GetAllocatorWithDefaultOptions: [78, 'uintptr_t GetAllocatorWithDefaultOptions(void *allocator)'],
  ReleaseStatus: [93, 'void ReleaseStatus(uintptr_t status)'],
  ReleaseMemoryInfo: [94, 'void ReleaseMemoryInfo(uintptr_t info)'],
  ReleaseSession: [95, 'void ReleaseSession(uintptr_t session)'],
  ReleaseValue: [96, 'void ReleaseValue(uintptr_t value)'],
  ReleaseSessionOptions: [100, 'void ReleaseSessionOptions(uintptr_t options)'],
  SessionEndProfiling: [110, 'uintptr_t SessionEndProfiling(uintptr_t session, uintptr_t allocator, void *file)'],
  AddSessionConfigEntry: [
    130,
    'uintptr_t AddSessionConfigEntry(uintptr_t options, const char *key, const char *value)',
  ],
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

/** What a C function takes: numbers, addresses, texts, memory to read or write. */
export type NativeValue = number | bigint | string | null | readonly string[] | ArrayBufferView;

/** Something of the library's, by its address. */
export type Handle = bigint;

/** The library's functions. A status other than null is thrown as an Error in the library's own words. */
export class OnnxRuntimeLibrary {
  readonly #functions = new Map<FunctionName, (...argv: readonly NativeValue[]) => unknown>();
  readonly #table: unknown;
  #environment: Handle | null = null;

  /** Throws where the package lies without its library, or with one that does not know the interface. */
  constructor(path = libraryPath()) {
    const base: unknown = load(path).func('void *OrtGetApiBase(void)')();
    const getTable: unknown = koffi.decode(base, 'void *');
    this.#table = koffi.call(getTable, koffi.proto('void *GetApi(uint32_t version)'), INTERFACE_VERSION);
    if (this.#table === null) throw new Error(`${path} does not have version ${INTERFACE_VERSION} of its C interface`);
  }

  /** Calls a function that returns a status. */
  call(name: FunctionName, ...argv: readonly NativeValue[]): void {
    const status = addressOf(this.#bind(name)(...argv));
    if (status === 0n) return;
    const message = String(this.#bind('GetErrorMessage')(status));
    this.#bind('ReleaseStatus')(status);
    throw new Error(message);
  }

  /** Calls a function whose last parameter is where it puts the address of what it made. */
  make(name: FunctionName, ...argv: readonly NativeValue[]): Handle {
    const out = new BigUint64Array(new ArrayBuffer(BigUint64Array.BYTES_PER_ELEMENT));
    this.call(name, ...argv, out);
    return out[0] ?? 0n;
  }

  /** Calls a function that returns nothing. */
  release(name: FunctionName, handle: Handle): void {
    this.#bind(name)(handle);
  }

  /** One for the process, as the library wants it. */
  environment(logLevel: number): Handle {
    this.#environment ??= this.make('CreateEnv', logLevel, 'moebench');
    return this.#environment;
  }

  #bind(name: FunctionName): (...argv: readonly NativeValue[]) => unknown {
    const known = this.#functions.get(name);
    if (known !== undefined) return known;
    const [place, declaration] = FUNCTIONS[name];
    const pointer: unknown = koffi.decode(this.#table, place * koffi.sizeof('void *'), 'void *');
    const prototype = koffi.proto(declaration);
    const bound = (...argv: readonly NativeValue[]): unknown => koffi.call(pointer, prototype, ...argv);
    this.#functions.set(name, bound);
    return bound;
  }
}

/** A `uintptr_t` comes back as a number while it fits one. */
function addressOf(value: unknown): bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? BigInt(value) : 0n;
}

function load(path: string): ReturnType<typeof koffi.load> {
  try {
    return koffi.load(path);
  } catch (error) {
    throw new Error(`cannot load ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function libraryPath(): string {
  const entry = createRequire(import.meta.url).resolve('onnxruntime-node');
  const folder = join(dirname(entry), '../bin/napi-v6', process.platform, process.arch);
  const file = readdirSync(folder).find(name => LIBRARY.test(name));
  if (file === undefined) throw new Error(`onnxruntime-node has no library for ${process.platform} ${process.arch}`);
  return join(folder, file);
}
