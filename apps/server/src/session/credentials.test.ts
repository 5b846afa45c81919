import { expect, test } from 'vitest';
import { bearerTicket, cookieToken, readOffer } from './credentials.js';

const token = 'a'.repeat(43);

test('finds our cookie among others, and no other form of it', () => {
  expect(cookieToken({ cookie: `x=1; lectern=${token}; y=2` }, 'lectern')).toBe(token);
  expect(cookieToken({ cookie: `lectern2=${token}` }, 'lectern')).toBe(null);
  expect(cookieToken({ cookie: `lectern=${token}=` }, '__Host-lectern')).toBe(null);
  expect(cookieToken({ cookie: 'lectern=short' }, 'lectern')).toBe(null);
  expect(cookieToken({}, 'lectern')).toBe(null);
});

test('reads what a socket offers', () => {
  expect(readOffer({ 'sec-websocket-protocol': 'lectern.1, ticket.a.b' })).toEqual({
    speaksProtocol: true,
    ticket: 'a.b',
  });
  expect(readOffer({})).toEqual({ speaksProtocol: false, ticket: null });
});

test('reads a bearer ticket', () => {
  expect(bearerTicket({ authorization: 'Bearer a-b.c_d' })).toBe('a-b.c_d');
  expect(bearerTicket({ authorization: 'Basic abc' })).toBe(null);
});
