import { talkCreate, talkPatch, type EventView, type TalkView } from '@lectern/protocol/http';
import { Select, TextArea, TextField } from '../../ui/Field.js';
import { useWords } from '../../words/context.js';
import { api } from '../api.js';
import { FormDialog } from '../FormDialog.js';
import { linesOf, orNull, readForm, type Errors } from '../form.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { spokenLanguages } from '../languages.js';
import { fromLocal, toLocal } from './zoned.js';

export interface TalkFormProps {
  event: EventView;
  /** The talk to change; a new one without. */
  talk?: TalkView;
  /** The stage that is proposed for a new one. */
  room?: string;
  onClose: () => void;
  onSaved: () => void;
}

const HOUR = 3_600_000;

/** Makes a talk, or changes one. */
export function TalkForm({ event, talk, room, onClose, onSaved }: TalkFormProps) {
  const w = useDeskWords();
  const words = { fields: {}, required: w.required, other: w.invalid };
  const values = (text: (name: string) => string) => ({
    room: text('room'),
    title: text('title'),
    abstract: orNull(text('abstract')),
    speakers: linesOf(text('speakers')),
    startMs: fromLocal(text('startMs'), event.timeZone) ?? '',
    endMs: fromLocal(text('endMs'), event.timeZone) ?? '',
    language: text('language'),
  });
  const read = (text: (name: string) => string) => {
    const got = readForm(talkCreate, values(text), words);
    if (got.name === 'good' && got.value.endMs <= got.value.startMs) {
      return { name: 'bad', errors: { endMs: w.talk.endWrong } } as const;
    }
    return got;
  };
  const send = (body: Parameters<typeof api.createTalk>[1]) =>
    talk ? api.changeTalk(talk.id, talkPatch.parse(body)) : api.createTalk(event.slug, body);
  return (
    <FormDialog
      title={talk ? w.talk.edit : w.talk.fresh}
      submit={talk ? w.save : w.create}
      onClose={onClose}
      read={read}
      send={async (body) => {
        await send(body);
        onSaved();
      }}
    >
      {(errors) => (
        <TalkFields event={event} errors={errors} {...(talk && { talk })} {...(room && { room })} />
      )}
    </FormDialog>
  );
}

interface FieldsProps {
  event: EventView;
  talk?: TalkView;
  room?: string;
  errors: Errors;
}

function TalkFields({ event, talk, room, errors }: FieldsProps) {
  const w = useDeskWords();
  const { locale } = useWords();
  const { startMs, endMs } = talk ?? proposed(event);
  return (
    <>
      <TextField
        label={w.talk.title}
        name="title"
        required
        autoComplete="off"
        maxLength={200}
        defaultValue={talk?.title ?? ''}
        error={errors['title']}
      />
      <TextArea
        label={`${w.talk.speakers} (${w.optional})`}
        name="speakers"
        defaultValue={talk?.speakers.join('\n') ?? ''}
        hint={w.talk.speakersHint}
        error={errors['speakers']}
      />
      <div className="form-pair">
        <TextField
          label={w.talk.start}
          name="startMs"
          type="datetime-local"
          defaultValue={toLocal(startMs, event.timeZone)}
          hint={w.talk.zoneHint(event.timeZone)}
          error={errors['startMs']}
        />
        <TextField
          label={w.talk.end}
          name="endMs"
          type="datetime-local"
          defaultValue={toLocal(endMs, event.timeZone)}
          error={errors['endMs']}
        />
      </div>
      <div className="form-pair">
        <Select
          label={w.talk.stage}
          name="room"
          defaultValue={talk?.room ?? room ?? event.rooms[0]?.id}
        >
          {event.rooms.map((it) => (
            <option key={it.id} value={it.id}>
              {it.title}
            </option>
          ))}
        </Select>
        <Select
          label={w.talk.language}
          name="language"
          defaultValue={talk?.language ?? event.languages[0] ?? 'en'}
        >
          {languagesOf(event, talk).map((tag) => (
            <option key={tag} value={tag}>
              {spokenLanguages(locale).find((it) => it.tag === tag)?.name ?? tag}
            </option>
          ))}
        </Select>
      </div>
      <TextArea
        label={`${w.talk.abstract} (${w.optional})`}
        name="abstract"
        maxLength={10_000}
        defaultValue={talk?.abstract ?? ''}
        error={errors['abstract']}
      />
    </>
  );
}

function languagesOf(event: EventView, talk: TalkView | undefined): string[] {
  return [...new Set([...event.languages, ...(talk ? [talk.language] : [])])];
}

/** After the last talk, or at the next full hour; one hour long. */
function proposed({ talks }: EventView): { startMs: number; endMs: number } {
  const last = Math.max(0, ...talks.map((it) => it.endMs));
  const startMs = last > Date.now() ? last : Math.ceil(Date.now() / HOUR) * HOUR;
  return { startMs, endMs: startMs + HOUR };
}
