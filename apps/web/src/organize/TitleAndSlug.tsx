import { useState } from 'react';
import { TextField } from '../ui/Field.js';
import type { Errors } from './form.js';
import { slugFrom } from './slug.js';

export interface TitleAndSlugProps {
  titleLabel: string;
  slugLabel: string;
  slugHint: (slug: string) => string;
  errors: Errors;
}

/** A title and the word for the URL that follows it until somebody writes another. */
export function TitleAndSlug({ titleLabel, slugLabel, slugHint, errors }: TitleAndSlugProps) {
  const [title, setTitle] = useState('');
  const [own, setOwn] = useState<string | null>(null);
  const slug = own ?? slugFrom(title);
  return (
    <>
      <TextField
        label={titleLabel}
        name="title"
        required
        autoComplete="off"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        error={errors['title']}
      />
      <TextField
        label={slugLabel}
        name="slug"
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={slug}
        onChange={(event) => setOwn(event.target.value)}
        hint={slugHint(slug)}
        error={errors['slug']}
      />
    </>
  );
}
