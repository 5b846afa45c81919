import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { commands } from '@lectern/protocol/commands';
import { errorCode, wireError } from '@lectern/protocol/errors';
import { z } from 'zod';
import { VERSION } from '../version.js';

const json = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return rest;
};

const problem = wireError.omit({ message: true }).extend({
  type: z.literal('about:blank'),
  title: z.string().describe('What is wrong, for a person'),
  status: z.int(),
  code: errorCode,
});

const PROBLEM = {
  description: 'Refused: what is wrong, for a person and for a program (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const roomParameter = { name: 'room', in: 'path', required: true, schema: { type: 'string' } };
const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The cid: a UUIDv7. The same command under the same key is done once.',
  schema: { type: 'string', format: 'uuid' },
};

/** Body of a command over HTTP: the room is in the path and the cid in a header. */
function bodyOverHttp(schema: z.ZodType) {
  const { properties = {}, required = [], ...rest } = json(schema, 'input');
  const { room: _room, cid: _cid, ...fields } = properties;
  return { ...rest, properties: fields, required: required.filter((name) => name in fields) };
}

function commandPath(
  name: string,
  { verb, durable, body, reply }: (typeof commands)[keyof typeof commands],
) {
  return {
    post: {
      operationId: name,
      tags: ['commands'],
      summary: `The command ${name} (needs the verb ${verb})`,
      parameters: durable ? [roomParameter, keyParameter] : [roomParameter],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: bodyOverHttp(body) } },
      },
      responses: {
        '200': {
          description: 'Done',
          content: { 'application/json': { schema: json(reply, 'output') } },
        },
        default: PROBLEM,
      },
    },
  };
}

/** OpenAPI 3.1 of everything that the server answers over HTTP. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const info = new DocumentBuilder()
    .setTitle('Lectern')
    .setVersion(VERSION)
    .setOpenAPIVersion('3.1.0');
  const document = SwaggerModule.createDocument(
    app,
    info.setLicense('AGPL-3.0-or-later', 'https://www.gnu.org/licenses/agpl-3.0.html').build(),
  );
  for (const [name, spec] of Object.entries(commands)) {
    if (spec.scope === 'room')
      Reflect.set(document.paths, `/api/rooms/{room}/commands/${name}`, commandPath(name, spec));
  }
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    if (typeof operation === 'object' && 'responses' in operation)
      Reflect.set(operation.responses, 'default', PROBLEM);
  }
  Reflect.set((document.components ??= {}), 'schemas', {
    ...document.components.schemas,
    Problem: json(problem, 'output'),
  });
  return document;
}
