import { expect, it } from 'vitest';
import { withEmoji } from './emoji.js';

it('knows common names and leaves the rest', () => {
  expect(withEmoji('Thanks :clap: :+1:!')).toBe('Thanks 👏 👍!');
  expect(withEmoji('at 10:30:45 :unknown: ::')).toBe('at 10:30:45 :unknown: ::');
  expect(withEmoji(':constructor:')).toBe(':constructor:');
});
