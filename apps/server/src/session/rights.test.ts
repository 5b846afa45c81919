import { expect, test } from 'vitest';
import { holdsVerb, verbsOf } from './rights.js';

test('everybody may attend, and nothing more', () => {
  expect(verbsOf([], 'event')).toEqual(['room.read', 'chat.post', 'question.ask', 'question.vote']);
  expect(verbsOf([], null)).toEqual([]);
});

test('a role of one event holds in that event only', () => {
  const grants = [{ role: 'moderator' as const, event: 'a' }];
  expect(holdsVerb(grants, 'chat.moderate', 'a')).toBe(true);
  expect(holdsVerb(grants, 'chat.moderate', 'b')).toBe(false);
  expect(holdsVerb(grants, 'chat.moderate', null)).toBe(false);
  expect(holdsVerb(grants, 'event.manage', 'a')).toBe(false);
});

test('a role of the installation holds everywhere; no role carries a stage host', () => {
  const grants = [{ role: 'organizer' as const, event: null }];
  expect(holdsVerb(grants, 'event.manage', null)).toBe(true);
  expect(holdsVerb(grants, 'event.manage', 'any')).toBe(true);
  expect(holdsVerb(grants, 'stage.host', 'any')).toBe(false);
});
