import { expect, it } from 'vitest';
import { withKeys } from './demo-event.ts';

const room = (slug: string, key: string | null) => ({ slug, title: slug, id: `id-${slug}`, key });
const saved = {
  event: 'demo',
  rooms: [
    { ...room('hall', ''), key: 'old-hall' },
    { ...room('yours', ''), key: 'old-yours' },
  ],
};

it('takes a new key before a saved one, and a saved one before none', () => {
  const made = { event: { slug: 'demo' }, rooms: [room('hall', 'new'), room('yours', null)] };
  expect(withKeys(made, saved)).toEqual({
    event: 'demo',
    rooms: [room('hall', 'new'), room('yours', 'old-yours')],
  });
});

it('is undefined when a key is known nowhere', () => {
  const made = { event: { slug: 'demo' }, rooms: [room('hall', 'new'), room('other', null)] };
  expect(withKeys(made, saved)).toBeUndefined();
  expect(withKeys(made, undefined)).toBeUndefined();
});
