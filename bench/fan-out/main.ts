/**
 * Fan-out: how many deliveries of a chat message one core of the product makes, and how it does at a chat's
 * usual pace, against a raw `ws` server with prepared frames (raw-server.ts) in the same run.
 * The server has core 0; the audience, the database and all else have core 1.
 *
 *   npm run bench:fan-out [-- <receivers> <rounds>]
 */
import { lecternHall, rawHall, type Hall } from '../support/hall.ts';
import { compileAudience, type Phase } from '../support/audience.ts';
import { cpuSeconds } from '../support/process-usage.ts';
import { report, type Figure } from '../support/report.ts';
import { need, pin, which } from '../support/tools.ts';

const receivers = Number(process.argv[2] ?? 1_000);
const rounds = Number(process.argv[3] ?? 5);
const OUTSTANDING = 4;
/** About 3 s of a free core's time for the raw server. */
const CLOSED_MESSAGES = Math.ceil(400_000 / receivers);
const STEADY_PER_SECOND = 20;
const STEADY_MESSAGES = 8 * STEADY_PER_SECOND;

need(
  { cc: which('cc'), taskset: which('taskset') },
  'the audience is a small C program; each side has its own core',
);
compileAudience();
pin(process.pid, 1);

const halls: Record<'raw' | 'single' | 'coalesced', Hall> = {
  raw: await rawHall(receivers),
  single: await lecternHall(receivers, { LECTERN_COALESCE_MS: '0' }),
  coalesced: await lecternHall(receivers),
};
type Name = keyof typeof halls;
const names: Name[] = ['raw', 'single', 'coalesced'];

interface Sample extends Phase {
  serverCpu: number;
  databaseCpu: number;
}
const closed: Record<Name, Sample[]> = { raw: [], single: [], coalesced: [] };
const steady: Record<Name, Sample[]> = { raw: [], single: [], coalesced: [] };

try {
  for (const name of names) {
    pin(halls[name].pid, 0);
    await halls[name].audience.open(receivers);
    await halls[name].audience.closedLoop(CLOSED_MESSAGES, OUTSTANDING); // warm, not counted
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      closed[name].push(
        await sample(halls[name], (hall) => hall.audience.closedLoop(CLOSED_MESSAGES, OUTSTANDING)),
      );
    }
    for (const name of names) {
      steady[name].push(
        await sample(halls[name], (hall) =>
          hall.audience.steady(STEADY_MESSAGES, STEADY_PER_SECOND),
        ),
      );
    }
    console.log(
      `round ${round + 1} of ${rounds}: ${names.map((name) => line(name, closed[name].at(-1))).join('; ')}`,
    );
  }
} finally {
  for (const name of names) await halls[name].close();
}

async function sample(hall: Hall, phase: (hall: Hall) => Promise<Phase>): Promise<Sample> {
  const [server, database] = [cpuSeconds(hall.pid), hall.databaseCpu()];
  const seen = await phase(hall);
  return {
    ...seen,
    serverCpu: cpuSeconds(hall.pid) - server,
    databaseCpu: hall.databaseCpu() - database,
  };
}

function line(name: Name, seen: Sample | undefined): string {
  if (seen === undefined) return name;
  const share = (cpu: number) => `${Math.round((100 * cpu) / seen.seconds)} %`;
  return `${name} ${Math.round(seen.deliveries / seen.seconds / 1_000)} k/s (server ${share(seen.serverCpu)}, database ${share(seen.databaseCpu)}, audience ${share(seen.cpuSeconds)})`;
}

const perCore = (seen: Sample) => seen.deliveries / seen.serverCpu;
const rate = (seen: Sample) => seen.deliveries / seen.seconds;
const microseconds = (seen: Sample) => (1e6 * seen.serverCpu) / seen.deliveries;
const figure = (
  what: string,
  unit: string,
  of: (seen: Sample) => number,
  from: typeof closed,
  name: Name,
): Figure => ({
  what,
  unit,
  baseline: from.raw.map(of),
  lectern: from[name].map(of),
});

report(`Fan-out to ${receivers} receivers, medians of ${rounds} interleaved rounds`, 'raw ws', [
  {
    ...figure(
      'closed loop, own frame each: per core',
      'deliveries/CPU-s',
      perCore,
      closed,
      'single',
    ),
    goal: { atLeast: 0.9 },
  },
  figure('closed loop, own frame each: rate', 'deliveries/s', rate, closed, 'single'),
  {
    ...figure(
      'closed loop, coalescing: per core',
      'deliveries/CPU-s',
      perCore,
      closed,
      'coalesced',
    ),
    goal: { atLeast: 2 },
  },
  figure('closed loop, coalescing: rate', 'deliveries/s', rate, closed, 'coalesced'),
  figure('closed loop, coalescing: p99', 'ms', (seen) => seen.p99Ms, closed, 'coalesced'),
  {
    ...figure(
      `${STEADY_PER_SECOND} messages/s: CPU per delivery`,
      'µs',
      microseconds,
      steady,
      'coalesced',
    ),
    goal: { atMost: 1.1 },
  },
  figure(`${STEADY_PER_SECOND} messages/s: p50`, 'ms', (seen) => seen.p50Ms, steady, 'coalesced'),
  {
    ...figure(
      `${STEADY_PER_SECOND} messages/s: p99`,
      'ms',
      (seen) => seen.p99Ms,
      steady,
      'coalesced',
    ),
    goal: { atMost: 1.5 },
  },
]);
