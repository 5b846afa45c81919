import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EnvironmentError, describeEnv, parseEnv } from './env.js';

const schema = z.object({
  PORT: z.coerce.number('must be a number').max(65_535, 'must be at most 65535'),
  NAME: z.string().default('lectern'),
  API_KEY: z.string().max(3, 'must be short').optional(),
});

describe('the environment', () => {
  it('is parsed, an empty variable being none', () => {
    expect(parseEnv(schema, { PORT: '80', NAME: '' })).toEqual({ PORT: 80, NAME: 'lectern' });
  });

  it('is refused with the list of all that is wrong, and secrets stay hidden', () => {
    const parse = () => parseEnv(schema, { PORT: '70000', API_KEY: 'top-secret' });
    expect(parse).toThrow(
      new EnvironmentError([
        'PORT is "70000": must be at most 65535',
        'API_KEY is "***": must be short',
      ]),
    );
    expect(parse).not.toThrow('top-secret');
  });

  it('names what is not set', () => {
    expect(() => parseEnv(z.object({ DATABASE_URL: z.string() }), {})).toThrow(
      'DATABASE_URL is not set.',
    );
  });
});

it('is printed without its secrets', () => {
  const settings = {
    DATABASE_URL: 'postgresql://me:hunter2@db/lectern',
    SECRET: 'x',
    SECRET_FILE: '/run/secret',
    PORT: 80,
    UNSET: undefined,
  };
  expect(describeEnv(settings)).toEqual([
    'DATABASE_URL=postgresql://me:***@db/lectern',
    'SECRET=***',
    'SECRET_FILE=/run/secret',
    'PORT=80',
  ]);
});
