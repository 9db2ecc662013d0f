/**
 * A run whose processes are killed at random moments: the program itself, a worker, the sampler. At most the cell under way is lost, the
 * record always reads, and --resume ends with the cells of the plan, each once.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { CellLine, ProofLine, RecordLine } from '../../results/record.ts';
import { inspectRecord } from '../../results/seal.ts';
import { uniform } from '../independent/uniform.ts';
import { beginRun, casesWith } from './begun.ts';
import { MISSING, moebench, recordIn, SKIP, type Started, start, workFolder } from './command-line.ts';
