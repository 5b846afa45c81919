import { expect, it } from 'vitest';
import { stageStateOf } from './stage-state.js';

it('tells the audience a whole story', () => {
  const story = [
    stageStateOf({ encoder: false, source: null, listed: false, past: false }),
    stageStateOf({ encoder: true, source: null, listed: false, past: false }),
    stageStateOf({ encoder: true, source: 'none', listed: false, past: false }),
    stageStateOf({ encoder: true, source: 'encoder', listed: false, past: true }),
    stageStateOf({ encoder: true, source: 'encoder', listed: true, past: true }),
    stageStateOf({ encoder: false, source: 'slate', listed: true, past: true }),
    stageStateOf({ encoder: true, source: 'slate', listed: true, past: true }),
    stageStateOf({ encoder: true, source: 'encoder', listed: true, past: true }),
    stageStateOf({ encoder: false, source: null, listed: false, past: true }),
    stageStateOf({ encoder: true, source: 'none', listed: false, past: true }),
  ];
  expect(story).toEqual([
    'offline',
    'starting',
    'starting',
    'starting',
    'live',
    'away',
    'away',
    'live',
    'ended',
    'starting',
  ]);
});
