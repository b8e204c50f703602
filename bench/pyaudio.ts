// Features of the 47 clips of ../shared/data/speech-emotion, emoc against pyAudioAnalysis, one thread each.
//
//   npx tsx bench/pyaudio.ts [--json FILE]
//
// Windows of 50 ms with hops of 50 and 25 ms, mid-term windows of 1 s, 136 features; files are read before the clock starts. The rounds of
// the two programs alternate; each figure is the median of its rounds, and `first` is emoc's first round in a fresh process, before the
// just-in-time compiler has seen the code. EMOC_BENCH_PYTHON names a Python that can import pyAudioAnalysis.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { readWav } from '../src/runtime/data/audio/wav.ts';
import { planPyaudio } from '../src/runtime/features/audio/pyaudio.ts';

const folder = '../shared/data/speech-emotion';
const rounds = 5;
const hops = [50, 25] as const;

/** Reads a hop in ms a line, answers with the milliseconds of one round; one thread for every library. */
const peerProgram = `
import sys, glob, time, warnings
warnings.filterwarnings("ignore")
import scipy.io.wavfile as wavfile
from pyAudioAnalysis import MidTermFeatures
clips = [wavfile.read(name) for name in sorted(glob.glob(sys.argv[1] + "/*.wav"))]
print("ready", flush=True)
for line in sys.stdin:
    hop = float(line) / 1000
    start = time.perf_counter()
    for rate, samples in clips:
        MidTermFeatures.mid_feature_extraction(samples, rate, round(rate), round(rate), round(0.05 * rate), round(hop * rate))
    print((time.perf_counter() - start) * 1000, flush=True)
`;

interface Peer {
  run(hopMs: number): Promise<number>;
  end(): void;
}

async function startPeer(): Promise<Peer | string> {
  const python = process.env.EMOC_BENCH_PYTHON;
  if (python === undefined) return 'EMOC_BENCH_PYTHON does not name a Python with pyAudioAnalysis';
  const threads = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const child = spawn(python, ['-c', peerProgram, folder], {
    env: { ...process.env, ...threads },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  child.on('error', (error) => {
    complaint += error.message;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value ?? '');
  if ((await next()) !== 'ready') return `${python} cannot run pyAudioAnalysis: ${complaint.trim().split('\n').at(-1)}`;
  const run = async (hopMs: number): Promise<number> => {
    child.stdin.write(`${hopMs}\n`);
    return Number(await next());
  };
  return { run, end: () => child.stdin.end() };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function main(): Promise<void> {
  if (!existsSync(folder)) return console.log(`skipped: ${folder} is absent`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.wav'));
  const clips = names.map((name) => ({ name, audio: readWav(readFileSync(`${folder}/${name}`), name) }));
  const seconds = clips.reduce((sum, { audio }) => sum + audio.durationMs / 1000, 0);
  console.log(`${clips.length} clips, ${seconds.toFixed(1)} s of audio, windows of 50 ms, statistics over 1 s, 136 features`);

  const runEmoc = (hopMs: number): number => {
    const start = performance.now();
    const extract = planPyaudio(16000, { windowMs: 50, hopMs, midWindowMs: 1000, midHopMs: 1000, features: 136 }, 'bench');
    for (const { name, audio } of clips) extract(audio, name);
    return performance.now() - start;
  };

  const peer = await startPeer();
  if (typeof peer === 'string') console.log(`skipped the peer: ${peer}`);
  const rows = [];
  for (const hopMs of hops) {
    const [emoc, python]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      emoc.push(runEmoc(hopMs));
      if (typeof peer !== 'string') python.push(await peer.run(hopMs));
    }
    const [emocMs, peerMs] = [median(emoc), python.length === 0 ? null : median(python)];
    const row = {
      case: `pyaudio 50/${hopMs} ms`,
      threads: 1,
      emocMs,
      firstMs: emoc[0],
      peerMs,
      ratio: peerMs === null ? null : emocMs / peerMs,
    };
    rows.push(row);
    const against =
      peerMs === null ? '' : `, pyAudioAnalysis ${peerMs.toFixed(0)} ms: ${(peerMs / emocMs).toFixed(1)} times faster`;
    console.log(`${row.case}: emoc ${emocMs.toFixed(1)} ms (first round ${row.firstMs?.toFixed(1)} ms)${against}`);
  }
  if (typeof peer !== 'string') peer.end();
  const file = process.argv[process.argv.indexOf('--json') + 1];
  if (process.argv.includes('--json') && file !== undefined) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}

await main();
