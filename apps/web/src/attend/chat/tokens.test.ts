import { describe, expect, it } from 'vitest';
import { safeHref, tokens } from './tokens.js';

const links = (text: string) =>
  tokens(text, null).flatMap((token) => (token.type === 'link' ? token.href : []));

describe('links', () => {
  it('leaves the sentence’s punctuation outside', () => {
    expect(links('See https://a.example/x, and (http://b.example/y).')).toEqual([
      'https://a.example/x',
      'http://b.example/y',
    ]);
    expect(links('https://en.wikipedia.org/wiki/Lectern_(reading)!')).toEqual([
      'https://en.wikipedia.org/wiki/Lectern_(reading)',
    ]);
  });

  it('keeps every character of the message', () => {
    const text = 'a https://x.example/?q=1&r=<b> “https://y.example” z';
    expect(
      tokens(text, null)
        .map((token) => token.text)
        .join(''),
    ).toBe(text);
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'ftp://a.example',
    '//a.example',
    'https://',
    'http://user:secret@a.example/',
    'https://bank.example@evil.example/',
  ])('does not link %s', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('is quick on hostile lines', () => {
    const before = performance.now();
    tokens(`https://${'('.repeat(2_000)}`, 'a');
    tokens('http://'.repeat(300), 'a');
    tokens('@'.repeat(2_000), '@@@');
    expect(performance.now() - before).toBeLessThan(100);
  });

  it('reads an address as the browser would', () => {
    expect(safeHref('https://EXAMPLE.org/ü')).toBe('https://example.org/%C3%BC');
  });
});

it('finds mentions of the reader, in any case, outside links', () => {
  expect(tokens('Hi @ada, https://x.example/@Ada @Ada!', 'Ada')).toEqual([
    { type: 'text', text: 'Hi ' },
    { type: 'mention', text: '@ada' },
    { type: 'text', text: ', ' },
    { type: 'link', text: 'https://x.example/@Ada', href: 'https://x.example/@Ada' },
    { type: 'text', text: ' ' },
    { type: 'mention', text: '@Ada' },
    { type: 'text', text: '!' },
  ]);
});
