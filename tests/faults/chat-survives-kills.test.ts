import { afterAll, beforeAll, expect, test } from 'vitest';
import { LedgerClient } from '../support/ledger-client.ts';
import { createStage, Visitor, type Stage } from '../support/organizer.ts';
import { parts, startProduct, type Product } from '../support/product.ts';
import { eventually, sleep } from '../support/wait.ts';

const CLIENTS = 200;
const MESSAGES_PER_SECOND = 50;
const KILLS = 10;

let product: Product;
let stage: Stage;

beforeAll(async () => {
  product = await startProduct();
  stage = await createStage(await Visitor.organize(product.url, product.organizerLink));
}, 180_000);

afterAll(async () => {
  await product?.stop();
});

test(`${KILLS} kills of the server under ${MESSAGES_PER_SECOND} messages/s from ${CLIENTS} clients lose nothing`, async () => {
  const clients: LedgerClient[] = [];
  for (let batch = 0; batch < CLIENTS / 20; batch++) {
    const visitors = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const visitor = await Visitor.enter(product.url);
        await visitor.call('PATCH', '/api/session', { name: `Client ${batch * 20 + index}` });
        return visitor;
      }),
    );
    for (const visitor of visitors)
      clients.push(new LedgerClient(product.url, stage.room, visitor.cookie));
  }
  const runs = clients.map((client) => client.run());
  await eventually('all clients to join', () => clients.every((client) => client.joined), 30_000);

  let sent = 0;
  let saying = true;
  const speaker = (async () => {
    while (saying) {
      clients[sent % CLIENTS]?.say(`message ${sent}`);
      sent += 1;
      await sleep(1_000 / MESSAGES_PER_SECOND);
    }
  })();

  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(500 + Math.random() * 2_500);
    await eventually(
      'all clients to be back',
      () => clients.every((client) => client.joined),
      60_000,
    );
    const pid = product.part(parts.server);
    process.kill(pid, 'SIGKILL');
  }
  await sleep(2_000);
  saying = false;
  await speaker;
  await eventually(
    'every message to be acknowledged',
    () => clients.every((client) => client.pending === 0),
    60_000,
  );
  const heads = () => clients.map((client) => client.last);
  await eventually('all clients to reach one head', () => new Set(heads()).size === 1, 30_000);
  for (const client of clients) client.stop();
  await Promise.all(runs);

  const stored = await readLog(stage.room);
  const storedCids = stored.flatMap((entry) => (entry.cid === null ? [] : [entry.cid]));
  const acked = clients.flatMap((client) => [...client.acked]);
  const bySeq = new Map(stored.map((entry) => [entry.seq, entry.cid]));

  expect(clients.flatMap((client) => client.refused)).toEqual([]);
  expect(acked.length).toBe(sent);
  expect(acked.filter(([cid, seq]) => bySeq.get(seq) !== cid)).toEqual([]); // acknowledged, but not there
  expect(storedCids.length - new Set(storedCids).size).toBe(0); // stored twice
  expect(stored.map((entry) => entry.seq)).toEqual(stored.map((_, index) => index + 1)); // gaps
  const log = stored.map((entry) => `${entry.seq} ${entry.cid}`);
  for (const client of clients) {
    const seen = client.seen.map((entry) => `${entry.seq} ${entry.cid}`);
    expect(seen).toEqual(log.slice(log.length - seen.length)); // order, gaps and duplicates on the screen
  }
  const gaps = clients.flatMap((client) => client.gapsMs).toSorted((a, b) => a - b);
  expect(gaps.length).toBe(CLIENTS * KILLS); // every client felt every kill
  console.log(
    `${sent} sent, ${acked.length} acknowledged, ${stored.length} entries; back after p95 ${gaps[Math.floor(gaps.length * 0.95)]} ms`,
  );
}, 400_000);

/** The whole log, page by page, over HTTP. */
async function readLog(room: string): Promise<{ seq: number; cid: string | null }[]> {
  const visitor = await Visitor.enter(product.url);
  const entries: { seq: number; cid: string | null }[] = [];
  for (;;) {
    const after = entries.at(-1)?.seq ?? 0;
    const page = await visitor.call<{ entries: typeof entries }>(
      'GET',
      `/api/rooms/${room}/entries?topic=main&after=${after}&limit=500`,
    );
    if (page.entries.length === 0) return entries;
    entries.push(...page.entries);
  }
}
