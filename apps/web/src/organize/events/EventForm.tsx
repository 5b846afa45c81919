import { eventCreate } from '@lectern/protocol/http';
import { useId, useMemo } from 'react';
import { TextArea, TextField } from '../../ui/Field.js';
import { useWords } from '../../words/context.js';
import { readerZone } from '../../words/time.js';
import { api } from '../api.js';
import { FormDialog } from '../FormDialog.js';
import { linesOf, orNull, readForm } from '../form.js';
import { spokenLanguages } from '../languages.js';
import { TitleAndSlug } from '../TitleAndSlug.js';
import { useDeskWords } from '../words/useDeskWords.js';

export interface EventFormProps {
  onClose: () => void;
  onMade: (slug: string) => void;
}

/** Makes a new event. */
export function EventForm({ onClose, onMade }: EventFormProps) {
  const w = useDeskWords();
  const { locale } = useWords();
  const zonesId = useId();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const words = {
    fields: {
      slug: w.event.slugWrong,
      timeZone: w.event.timeZoneWrong,
      languages: w.event.languagesWrong,
    },
    required: w.required,
    other: w.invalid,
  };
  return (
    <FormDialog
      title={w.event.form}
      submit={w.create}
      onClose={onClose}
      read={(text) =>
        readForm(
          eventCreate,
          {
            title: text('title'),
            slug: text('slug'),
            description: orNull(text('description')),
            timeZone: text('timeZone'),
            languages: linesOf(text('languages')),
          },
          words,
        )
      }
      send={async (body) => onMade((await api.createEvent(body)).slug)}
    >
      {(errors) => (
        <>
          <TitleAndSlug
            titleLabel={w.event.title}
            slugLabel={w.event.slug}
            slugHint={w.event.slugHint}
            errors={errors}
          />
          <TextField
            label={w.event.timeZone}
            name="timeZone"
            list={zonesId}
            defaultValue={readerZone()}
            hint={w.event.timeZoneHint}
            error={errors['timeZone']}
          />
          <datalist id={zonesId}>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </datalist>
          <fieldset className="checks">
            <legend>{w.event.languages}</legend>
            {spokenLanguages(locale).map(({ tag, name }) => (
              <label key={tag} className="check">
                <input
                  type="checkbox"
                  name="languages"
                  value={tag}
                  defaultChecked={locale.split('-')[0] === tag}
                />
                {name}
              </label>
            ))}
            {errors['languages'] && (
              <p className="field-error" role="alert">
                {errors['languages']}
              </p>
            )}
          </fieldset>
          <TextArea
            label={`${w.event.description} (${w.optional})`}
            name="description"
            maxLength={10_000}
            error={errors['description']}
          />
        </>
      )}
    </FormDialog>
  );
}
