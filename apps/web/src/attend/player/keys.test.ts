import { expect, it } from 'vitest';
import { keyAction, type Focus } from './keys.js';

const press = (
  key: string,
  focus: Focus = 'page',
  held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', true>> = {},
) => keyAction({ key, ctrlKey: false, altKey: false, metaKey: false, ...held }, focus);

it('knows the keys people know', () => {
  expect(['k', 'K', ' ', 'm', 'f', 'l', '?'].map((key) => press(key))).toEqual([
    'toggle',
    'toggle',
    'toggle',
    'mute',
    'fullscreen',
    'live',
    'help',
  ]);
  expect(press('ArrowLeft')).toBe('back');
  expect(press('x')).toBeNull();
  expect(press('constructor')).toBeNull();
});

it('leaves a control its own keys, and text all of them', () => {
  expect(press(' ', 'control')).toBeNull();
  expect(press('ArrowUp', 'control')).toBeNull();
  expect(press('m', 'control')).toBe('mute');
  expect(press('m', 'text')).toBeNull();
});

it('leaves the browser its shortcuts', () => {
  expect(press('f', 'page', { ctrlKey: true })).toBeNull();
  expect(press('l', 'page', { metaKey: true })).toBeNull();
});
