import { expect, it } from 'vitest';
import { readPreferences } from './preferences.js';

it('takes what is as expected and leaves the rest as usual', () => {
  const read = readPreferences(
    '{"announce":false,"keys":"no","panelWidth":9000,"questionOrder":"time","other":1}',
  );
  expect(read).toEqual({
    announce: false,
    keys: true,
    nativeControls: false,
    panelWidth: 640,
    questionOrder: 'time',
  });
});

it.each([null, '', 'null', '[]', '{', '7'])('reads %j as nothing kept', (text) => {
  expect(readPreferences(text).panelWidth).toBe(380);
});
