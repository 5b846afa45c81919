import { randomUUID } from 'node:crypto';
import { Prisma } from '../database/prisma.js';
import { hashSecret, newId, newSecret } from '../ids.js';

export const DEMO_EVENT = 'demo_event';

const MINUTE = 60_000;
const rooms = [
  // The looping talk is light enough for any machine, and so is this packager.
  { slug: 'main_hall', title: 'Main hall', packager: 'ladder' },
  { slug: 'your_stage', title: 'Your stage' },
];

/** The demo's programme; `from` and `to` are minutes from now. */
const talks = [
  {
    room: 'main_hall',
    title: 'How a lecture travels',
    speakers: ['Ada Example'],
    from: -15,
    to: 45,
    state: 'live',
    code: 'DEMO01',
  },
  {
    room: 'main_hall',
    title: 'Questions worth asking',
    speakers: ['Grace Example'],
    from: 60,
    to: 105,
    state: 'planned',
    code: 'DEMO02',
  },
  {
    room: 'main_hall',
    title: 'Closing words',
    speakers: ['Ada Example', 'Grace Example'],
    from: 120,
    to: 150,
    state: 'planned',
    code: 'DEMO03',
  },
  {
    room: 'your_stage',
    title: 'Your own talk',
    speakers: ['You'],
    from: 5,
    to: 65,
    state: 'planned',
    code: 'DEMO04',
  },
];

export interface DemoRoom {
  slug: string;
  title: string;
  id: string;
  /** The stream key, when it was made just now; it is known nowhere else. */
  key: string | null;
}

export interface Demo {
  event: { slug: string };
  rooms: DemoRoom[];
}

async function keyFor(prisma: Prisma, roomId: string, renew: boolean): Promise<string | null> {
  if (!renew && (await prisma.streamKey.count({ where: { roomId } })) > 0) return null;
  const key = newSecret();
  await prisma.streamKey.deleteMany({ where: { roomId } });
  await prisma.streamKey.create({
    data: { id: newId(), roomId, hash: hashSecret(key), hint: key.slice(-4) },
  });
  return key;
}

/** Makes the demo event, or completes it; may be run again and again. `newKeys` ends the keys that are there. */
export async function makeDemo(
  prisma: Prisma,
  newKeys: boolean,
  nowMs = Date.now(),
): Promise<Demo> {
  const event = await prisma.event.upsert({
    where: { slug: DEMO_EVENT },
    create: {
      id: newId(),
      slug: DEMO_EVENT,
      title: 'Lectern demo',
      description:
        'Two stages to try things on: one is on air, the other waits for your own encoder.',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      languages: ['en'],
    },
    update: {},
  });
  const made: DemoRoom[] = [];
  for (const { slug, title, ...settings } of rooms) {
    const where = { eventId_slug: { eventId: event.id, slug } };
    const room = await prisma.room.upsert({
      where,
      create: { id: newId(), eventId: event.id, slug, title, ...settings },
      update: {},
    });
    made.push({ slug, title, id: room.id, key: await keyFor(prisma, room.id, newKeys) });
  }
  for (const { room, from, to, ...talk } of talks) {
    const times = {
      startAt: new Date(nowMs + from * MINUTE),
      endAt: new Date(nowMs + to * MINUTE),
    };
    const roomId = made.find(({ slug }) => slug === room)?.id;
    if (roomId === undefined) continue;
    const create = {
      ...talk,
      ...times,
      id: newId(),
      guid: randomUUID(),
      eventId: event.id,
      roomId,
      language: 'en',
    };
    // Started again on another day, the programme is around now again.
    await prisma.talk.upsert({ where: { code: talk.code }, create, update: times });
  }
  return { event: { slug: DEMO_EVENT }, rooms: made };
}
