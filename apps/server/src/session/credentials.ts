import type { IncomingHttpHeaders } from 'node:http';
import { SUBPROTOCOL, TICKET_SUBPROTOCOL } from '@lectern/protocol/frames';
import type { Config } from '../config.js';
import { canonicalOrigin } from '../config.js';

/** Over https the cookie carries the prefix that ties it to this host and to TLS. */
export function cookieName(config: Config): string {
  return canonicalOrigin(config).startsWith('https:') ? '__Host-lectern' : 'lectern';
}

/** `Set-Cookie` for a session token; an empty token takes the cookie away. */
export function sessionCookie(config: Config, token: string, maxAgeMs: number): string {
  const secure = canonicalOrigin(config).startsWith('https:') ? '; Secure' : '';
  return `${cookieName(config)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${Math.floor(maxAgeMs / 1_000)}${secure}`;
}

/** The session token of a request's cookies. */
export function cookieToken(headers: IncomingHttpHeaders, name: string): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}

/** The ticket of an HTTP request. */
export function bearerTicket(headers: IncomingHttpHeaders): string | null {
  return /^Bearer ([\w.-]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

interface Offer {
  speaksProtocol: boolean;
  ticket: string | null;
}

/** What a client offers as WebSocket subprotocols. */
export function readOffer(headers: IncomingHttpHeaders): Offer {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((item) => item.trim());
  const ticket = offered.find((item) => item.startsWith(TICKET_SUBPROTOCOL));
  return {
    speaksProtocol: offered.includes(SUBPROTOCOL),
    ticket: ticket?.slice(TICKET_SUBPROTOCOL.length) ?? null,
  };
}
