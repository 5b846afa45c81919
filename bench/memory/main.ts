/**
 * Memory: how much each idle client that has joined a room adds to the server's resident memory after garbage
 * collection, against a raw `ws` server. The slope of a line through the steps is the figure, so what the server
 * needs for itself does not count. The product's server is started anew after the sessions were made, so that no
 * room in its heap is left over from that. Socket buffers of the kernel belong to neither.
 *
 *   npm run bench:memory [-- <clients> <rounds>]
 */
import { freePort } from '../../tests/support/ports.ts';
import { sleep } from '../../tests/support/wait.ts';
import { compileAudience } from '../support/audience.ts';
import { lecternHall, rawHall, type Hall } from '../support/hall.ts';
import { residentBytes } from '../support/process-usage.ts';
import { report } from '../support/report.ts';
import { slope } from '../support/stats.ts';
import { need, which } from '../support/tools.ts';
import { Inspector } from './inspector.ts';

const clients = Number(process.argv[2] ?? 5_000);
const rounds = Number(process.argv[3] ?? 3);
const STEPS = 4;

need({ cc: which('cc') }, 'the audience is a small C program');
compileAudience();

const perClient = { raw: [] as number[], lectern: [] as number[] };
const heap = { raw: [] as number[], lectern: [] as number[] };
const base = { raw: [] as number[], lectern: [] as number[] };
for (let round = 0; round < rounds; round++) {
  const ports = [await freePort(), await freePort()] as const;
  await measure('raw', await rawHall(clients, [`--inspect-port=${ports[0]}`]), ports[0]);
  const env = { NODE_OPTIONS: `--inspect-port=${ports[1]}` };
  await measure('lectern', await lecternHall(clients, env, true), ports[1]);
  console.log(
    `round ${round + 1} of ${rounds}: ${perClient.raw.at(-1)?.toFixed(1)} and ${perClient.lectern.at(-1)?.toFixed(1)} kB per client`,
  );
}

/** Notes the slope in kB per client and the memory before the first client in MB. */
async function measure(name: 'raw' | 'lectern', hall: Hall, port: number): Promise<void> {
  try {
    const inspector = await Inspector.open(hall.pid, port);
    const settled = async () => {
      await sleep(1_500);
      await inspector.collectGarbage();
      await sleep(500);
      return { resident: residentBytes(hall.pid), heap: await inspector.heapBytes() };
    };
    base[name].push((await settled()).resident / 1e6);
    // The first step also compiles the code of the road and is not part of the line.
    const resident: [number, number][] = [];
    const alive: [number, number][] = [];
    for (let step = 1; step <= STEPS; step++) {
      await hall.audience.open(clients / STEPS);
      const now = await settled();
      resident.push([(step * clients) / STEPS, now.resident]);
      alive.push([(step * clients) / STEPS, now.heap]);
    }
    perClient[name].push(slope(resident) / 1_000);
    heap[name].push(slope(alive) / 1_000);
    inspector.close();
  } finally {
    await hall.close();
  }
}

report(`Memory of 0 to ${clients} idle clients, medians of ${rounds} rounds`, 'raw ws', [
  {
    what: 'resident, per idle client',
    unit: 'kB',
    baseline: perClient.raw,
    lectern: perClient.lectern,
    goal: { atMost: 2 },
  },
  {
    what: 'of it alive on the heap',
    unit: 'kB',
    baseline: heap.raw,
    lectern: heap.lectern,
    goal: { atMost: 2 },
  },
  { what: 'resident, before the first', unit: 'MB', baseline: base.raw, lectern: base.lectern },
]);
