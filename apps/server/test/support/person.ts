import { randomBytes } from 'node:crypto';
import type { SessionView } from '@lectern/protocol/http';
import { hashSecret, newId, newSecret } from '../../dist/ids.js';
import { Line } from './line.ts';
import { sql } from './world.ts';

/** UUIDv7 after RFC 9562. */
export function newCid(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export interface Answer {
  status: number;
  // Tests read answers of many shapes; what they expect of them is the test.
  body: any; // oxlint-disable-line typescript/no-explicit-any
  headers: Headers;
}

/** Person is a browser: a cookie, HTTP, and sockets. */
export class Person {
  cookie = '';
  id = '';

  constructor(readonly url: string) {}

  /** A new anonymous person. */
  static async enter(url: string, name?: string): Promise<Person> {
    const person = new Person(url);
    const { body } = await person.http('POST', '/api/session');
    person.id = (body as SessionView).person.id;
    if (name !== undefined) await person.http('PATCH', '/api/session', { name });
    return person;
  }

  /** A person with a role, given by a one-time link. */
  static async organizer(url: string, databaseUrl: string, name = 'Olga'): Promise<Person> {
    const person = await Person.enter(url, name);
    const token = newSecret();
    await sql(
      databaseUrl,
      `INSERT INTO claim_link (hash, role, expires_at) VALUES ($1, 'organizer', now() + interval '1 hour')`,
      [hashSecret(token)],
    );
    const { status } = await person.http('POST', '/api/session/claim', { token });
    if (status !== 200) throw new Error(`the claim was refused: ${status}`);
    return person;
  }

  /** A moderator of one event. There is no door for it yet, so the rows are written beside the server. */
  static async moderator(url: string, databaseUrl: string, eventId: string): Promise<Person> {
    const [person, token] = [new Person(url), randomBytes(32).toString('base64url')];
    person.id = newId();
    person.cookie = `lectern=${token}`;
    await sql(databaseUrl, `INSERT INTO person (id, name) VALUES ($1, 'Mo')`, [person.id]);
    await sql(
      databaseUrl,
      `INSERT INTO session (hash, person_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
      [hashSecret(token), person.id],
    );
    await sql(
      databaseUrl,
      `INSERT INTO "grant" (id, person_id, role, event_id) VALUES ($1, $2, 'moderator', $3)`,
      [newId(), person.id, eventId],
    );
    return person;
  }

  async http(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        origin: this.url,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    if (cookies.length > 0) this.cookie = cookies.join('; ');
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      body: isJson && text !== '' ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }

  /** A command over HTTP. */
  command(
    room: string,
    name: string,
    body: Record<string, unknown> = {},
    cid?: string,
  ): Promise<Answer> {
    return this.http(
      'POST',
      `/api/rooms/${room}/commands/${name}`,
      body,
      cid === undefined ? {} : { 'idempotency-key': cid },
    );
  }

  /** A socket of this person. */
  line(): Promise<Line> {
    return Line.open(this.url, { cookie: this.cookie, origin: this.url });
  }
}
