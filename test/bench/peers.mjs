// One CPU, the same threads, all gradients kept: our ONNX graph beside PyTorch and JAX as they are written by hand, in useful FLOP/s.
// `npm run bench:peers -- --python /path/to/torch/bin/python --python /path/to/jax/bin/python`
import { join } from 'node:path';
import { distinctBy, optionsOf } from './options.mjs';
import { median, printRatios } from './paired.mjs';
import { startPeer, turned } from './peer.mjs';
import { nameOf, SHAPES, workOf } from './shapes.mjs';

/** Of eager PyTorch, and of the best of all others. */
const FLOORS = { eager: 1.1, best: 1 };
/** Only to see that each peer starts and answers. */
const SMALL = { tokens: 256, hidden: 128, ffn: 192, experts: 4, topK: 2 };

const { pythons, threads, rounds, small } = optionsOf({ rounds: 8 });
const windowMs = small ? 50 : 2000;
console.log(`${threads} threads, ${rounds} rounds${small ? ', a small shape: no figure of these means anything' : ''}`);
for (const shape of small ? [SMALL] : SHAPES) await compare(shape);

async function compare(shape) {
  const whole = workOf(shape);
  const work = small ? { ...whole, matmuls: whole.matmuls.filter(sizes => Math.max(...sizes) <= 1024) } : whole;
  console.log(`\n${nameOf(shape)}`);
  const peers = await withCounts(await startAll(shape, work), work);
  const rates = new Map(peers.map(peer => [peer, { layer: [], matmul: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const peer of turned(peers, round)) {
      const { layer, matmul } = rates.get(peer);
      layer.push((peer.layerCount * work.flops) / (await msOf(peer, 'layer', peer.layerCount)));
      const [m, k, n] = work.matmuls[peer.largest];
      matmul.push((peer.matmulCount * 2 * m * k * n) / (await msOf(peer, `matmul ${peer.largest}`, peer.matmulCount)));
    }
  }
  for (const peer of peers) peer.close();
  report(peers, rates, work);
}

async function startAll(shape, { workload, matmuls }) {
  const script = name => join('peers', name);
  const argument = JSON.stringify({ ...shape, threads, matmuls });
  const threaded = {
    OMP_NUM_THREADS: String(threads),
    MKL_NUM_THREADS: String(threads),
    OPENBLAS_NUM_THREADS: String(threads),
  };
  const torches = distinctBy(
    pythons.filter(({ torch }) => torch !== null),
    ({ torch }) => torch,
  );
  const compiling = torches.filter(({ torch }) => Number.parseInt(torch, 10) >= 2);
  const jaxes = distinctBy(
    pythons.filter(({ jax }) => jax !== null),
    ({ jax }) => jax,
  );
  const peers = [
    await startPeer('ours', process.execPath, [
      script('ours_onnx.mjs'),
      ...[workload, threads, matmuls].map(value => JSON.stringify(value)),
    ]),
  ];
  for (const { python, torch } of torches) {
    peers.push(
      await startPeer(`torch ${torch} eager`, python, [script('torch_layer.py'), 'eager', argument], threaded),
    );
  }
  for (const { python, torch } of compiling) {
    peers.push(
      await startPeer(`torch ${torch} compile`, python, [script('torch_layer.py'), 'compile', argument], threaded),
    );
  }
  for (const { python, jax } of jaxes) {
    peers.push(await startPeer(`jax ${jax}`, python, [script('jax_layer.py'), 'jit', argument], threaded));
  }
  if (peers[0] === null) throw new Error('our own graph does not start');
  return peers.filter(peer => peer !== null);
}

/** Warm, with how many steps make a window, and which product of the list is the fastest. What cannot do the layer is left out. */
async function withCounts(started, { matmuls }) {
  const peers = [];
  for (const peer of started) {
    const first = await peer.ask('layer', 1);
    if (first.error !== undefined) {
      console.log(`left out: ${peer.name}: ${first.error}`);
      peer.close();
      continue;
    }
    await msOf(peer, 'layer', 2);
    peer.layerCount = Math.max(2, Math.round(windowMs / (await msOf(peer, 'layer', 1))));
    const speeds = [];
    for (const [i, [m, k, n]] of matmuls.entries()) {
      await msOf(peer, `matmul ${i}`, 1);
      speeds.push((2 * m * k * n) / (await msOf(peer, `matmul ${i}`, 2)));
    }
    peer.largest = speeds.indexOf(Math.max(...speeds));
    peer.matmulCount = Math.max(1, Math.round(windowMs / 2 / (await msOf(peer, `matmul ${peer.largest}`, 1))));
    peers.push(peer);
  }
  return peers;
}

async function msOf(peer, what, count) {
  const { ms, error } = await peer.ask(what, count);
  if (error !== undefined) throw new Error(`${peer.name}: ${error}`);
  return ms;
}

function report(peers, rates, { matmuls }) {
  const [ours, ...others] = peers;
  for (const peer of peers) {
    const [layer, matmul] = [rates.get(peer).layer, rates.get(peer).matmul].map(values => median(values) / 1e6);
    const share = (100 * layer) / matmul;
    console.log(
      `  ${peer.name}: ${layer.toFixed(1)} GFLOP/s; its largest matmul (${matmuls[peer.largest].join('×')}) ${matmul.toFixed(1)}: ${share.toFixed(0)} %`,
    );
  }
  for (const peer of others) printRatios(`ours ÷ ${peer.name}`, ratios(ours, [peer], rates), judged(peer));
  if (others.length === 0) return;
  printRatios('ours ÷ the best of each round', ratios(ours, others, rates), {
    of: 'all others',
    ...(small ? {} : { floor: FLOORS.best }),
  });
}

function judged({ name }) {
  return { of: name, ...(!small && name.endsWith('eager') ? { floor: FLOORS.eager } : {}) };
}

/** Round by round our rate over the highest of theirs. */
function ratios(ours, others, rates) {
  return rates
    .get(ours)
    .layer.map((rate, round) => rate / Math.max(...others.map(peer => rates.get(peer).layer[round])));
}
