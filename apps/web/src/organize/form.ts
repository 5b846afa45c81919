import type { z } from 'zod';

export type Errors = Readonly<Record<string, string>>;
export type Read<T> = { name: 'good'; value: T } | { name: 'bad'; errors: Errors };

/** What a wrong field is told: by its name, or one sentence for those that have none of their own. */
export interface FieldWords {
  fields: Readonly<Record<string, string>>;
  required: string;
  other: string;
}

/** readForm parses what a form holds with the schema of its request; each wrong field gets one sentence. */
export function readForm<S extends z.ZodType>(
  schema: S,
  values: Record<string, unknown>,
  words: FieldWords,
): Read<z.output<S>> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { name: 'good', value: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? '');
    errors[name] ??= values[name] === '' ? words.required : (words.fields[name] ?? words.other);
  }
  return { name: 'bad', errors };
}

/** Every field of the form as text; several of one name are joined by a line break. */
export function textsOf(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form);
  return (name) =>
    data
      .getAll(name)
      .map((value) => (typeof value === 'string' ? value : ''))
      .join('\n')
      .trim();
}

export const orNull = (text: string): string | null => (text === '' ? null : text);

/** The lines of a text that hold something. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
