import { type ChosenFile, readChosenFile } from '../kit/files.tsx';
import { model as texts } from './run-texts.ts';

/** This limit is far larger than any model. */
const MOST_BYTES = 512 * 2 ** 20;

export const readModelFile = (file: ChosenFile) => readChosenFile(file, MOST_BYTES, texts);
