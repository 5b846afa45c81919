import { defaultRenditions, packagerKind, rendition } from '@lectern/protocol/media';
import type { DesiredStage } from '@lectern/protocol/stage';
import { z } from 'zod';

/** What a room says of its stage; keys and the current talk come from elsewhere. */
export type StageSettings = Omit<DesiredStage, 'keyHashes' | 'talk'>;

export const stageSelect = {
  id: true,
  title: true,
  packager: true,
  latency: true,
  renditions: true,
  record: true,
} as const;

interface Row {
  id: string;
  title: string;
  packager: string;
  latency: number;
  renditions: unknown;
  record: boolean;
}

const renditionTable = z.array(rendition).min(1).catch(defaultRenditions);

export function stageSettingsOf({ id, packager, renditions, ...rest }: Row): StageSettings {
  return {
    ...rest,
    room: id,
    packager: packagerKind.parse(packager),
    renditions: renditionTable.parse(renditions),
  };
}
