import { roomCreate, roomPatch, type RoomView } from '@lectern/protocol/http';
import { Select, TextField } from '../../ui/Field.js';
import { api } from '../api.js';
import { FormDialog } from '../FormDialog.js';
import { readForm } from '../form.js';
import { TitleAndSlug } from '../TitleAndSlug.js';
import { useDeskWords } from '../words/useDeskWords.js';

export interface RoomFormProps {
  event: string;
  /** The stage to change; a new one without. */
  room?: RoomView;
  onClose: () => void;
  onSaved: () => void;
}

/** Makes a stage, or changes one. */
export function RoomForm({ event, room, onClose, onSaved }: RoomFormProps) {
  const w = useDeskWords();
  const words = { fields: { slug: w.event.slugWrong }, required: w.required, other: w.invalid };
  const settings = (text: (name: string) => string) => ({
    title: text('title'),
    latency: Number(text('latency')),
    ...(text('packager') !== '' && { packager: text('packager') }),
  });
  const form = {
    onClose,
    title: room ? w.room.edit : w.room.fresh,
    submit: room ? w.save : w.create,
  };
  if (room) {
    return (
      <FormDialog
        {...form}
        read={(text) => readForm(roomPatch, settings(text), words)}
        send={(body) => api.changeRoom(room.id, body).then(onSaved)}
      >
        {(errors) => (
          <>
            <TextField
              label={w.room.title}
              name="title"
              maxLength={200}
              defaultValue={room.title}
              error={errors['title']}
            />
            <StageFields room={room} />
          </>
        )}
      </FormDialog>
    );
  }
  return (
    <FormDialog
      {...form}
      read={(text) => readForm(roomCreate, { ...settings(text), slug: text('slug') }, words)}
      send={(body) => api.createRoom(event, body).then(onSaved)}
    >
      {(errors) => (
        <>
          <TitleAndSlug
            titleLabel={w.room.title}
            slugLabel={w.room.slug}
            slugHint={w.room.slugHint}
            errors={errors}
          />
          <StageFields />
        </>
      )}
    </FormDialog>
  );
}

function StageFields({ room }: { room?: RoomView }) {
  const w = useDeskWords();
  return (
    <>
      <Select label={w.room.latency} name="latency" defaultValue={String(room?.latency ?? 2)}>
        {w.room.latencies.map((name, level) => (
          <option key={name} value={level}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={w.room.packager}
        name="packager"
        defaultValue={room?.packager ?? ''}
        hint={w.room.packagerHint}
      >
        {!room && <option value="">{w.room.packagerDefault}</option>}
        <option value="owncast">{w.room.packagers.owncast}</option>
        <option value="ladder">{w.room.packagers.ladder}</option>
      </Select>
    </>
  );
}
