import { crc32 } from '../../base/crc32.ts';
import { isRecord } from '../../base/is-record.ts';
import { Problem } from '../../base/problem.ts';
import type { Pause } from '../../base/scheduling.ts';
import { parseOrNull } from '../../base/schemas.ts';
import { finish, finishWithPauses, type Steps } from '../../base/steps.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { joinModelSteps, type ModelParts, splitModel } from '../../storage/artifacts/model-codec.ts';
import { runRecordSchema } from '../../storage/artifacts/run-schema.ts';
import {
  decodeSafetensors,
  encodeSafetensors,
  type Safetensors,
  type Tensor,
} from '../../storage/artifacts/safetensors.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import { featuresFit } from '../session/catalogue.ts';

const FORMAT = 'matinee-model';
const VERSION = '1';
/** Bytes whose checksum is computed in one step, which takes some 4 ms. */
const STEP_BYTES = 4 * 2 ** 20;

/**
 * Writes a model and the run that trained it as one safetensors file. Everything except the arrays is JSON in the
 * metadata, with a checksum over all of it. The checksum is CRC-32, as everywhere in Matinee: it guards against damage
 * and not against malice, and it also works where the page is not served securely.
 */
export function encodeModel({ model, ...run }: TrainedModel): Uint8Array<ArrayBuffer> {
  const { fields, arrays } = splitModel(model);
  const shapes = shapesOf(model.algorithm === 'bayes' ? model.draws : 1, model.rank);
  const tensors = new Map(
    Object.entries(arrays).flatMap(([name, data]): [string, Tensor][] =>
      data instanceof Uint32Array || data instanceof Uint16Array || data instanceof Uint8Array
        ? []
        : [[name, { shape: shapes(name, data.length), data }]],
    ),
  );
  const metadata = new Map([
    ['format', FORMAT],
    ['version', VERSION],
    ['dataset', model.datasetId],
    ['model', JSON.stringify(fields)],
    ['run', JSON.stringify(run)],
  ]);
  metadata.set('checksum', finish(checksumSteps({ tensors, metadata })));
  return encodeSafetensors({ tensors, metadata });
}

/** The name of the file for a model. */
export function modelFileName({ model }: TrainedModel, datasetName: string): string {
  const plain = datasetName.replace(/[^A-Za-z0-9._-]+/g, '-');
  return `matinee-${plain}-${model.algorithm}.safetensors`;
}

/**
 * Reads the model of a file, for the data set that is open.
 * @param name the name of the file, which becomes the run's origin
 * @param runId an unused number for the run
 * @param pause awaited after every few milliseconds of work; its rejection ends the reading
 * @throws Problem 'file-unknown', 'file-broken' or, for a model of other data, 'data-invalid'; the reason of the pause
 */
export async function decodeModel(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  runId: number,
  dataset: Dataset,
  pause: Pause,
): Promise<TrainedModel> {
  const file = decodeSafetensors(bytes);
  await checkMetadata(file, dataset, pause);
  const fields = parseJson(file.metadata.get('model'));
  const stored = parseOrNull(runRecordSchema, parseJson(file.metadata.get('run')));
  if (!isRecord(fields) || stored === null) throw brokenTraining();
  const steps = joinModelSteps({ fields, arrays: arraysOf(file) }, dataset.movies.length);
  const joined = await finishWithPauses(steps, pause);
  if ('fault' in joined) throw brokenFile(joined.fault);
  const { model } = joined;
  if (model.datasetId !== dataset.id || !featuresFit(model, dataset)) {
    throw brokenFile('it does not fit the data set that it names');
  }
  return { ...stored, run: { ...stored.run, id: runId, background: false, importedFrom: name }, model };
}

/** @throws Problem as `decodeModel` does */
async function checkMetadata(file: Safetensors, dataset: Dataset, pause: Pause): Promise<void> {
  const { metadata } = file;
  if (metadata.get('format') !== FORMAT) throw unusableFile('it is not a model of Matinee');
  const version = metadata.get('version');
  if (version !== VERSION)
    throw unusableFile(`it is of version ${quoted(version)}, this page reads ${VERSION}`);
  const checksum = await finishWithPauses(checksumSteps(file), pause);
  if (metadata.get('checksum') !== checksum) throw brokenFile('its checksum does not match');
  const datasetId = metadata.get('dataset');
  if (datasetId === dataset.id) return;
  throw new Problem(
    'data-invalid',
    `The model was trained on the data set ${quoted(datasetId)}, and the one here is ${dataset.id}.`,
    'Open the data set that the model was trained on, or train a model here.',
  );
}

/** The shape of each array. */
function shapesOf(draws: number, rank: number): (name: string, length: number) => number[] {
  return (name, length) => {
    if (name === 'itemFactors') return [draws, length / (draws * rank), rank];
    if (name === 'userPrecision') return [draws, rank + 1, rank + 1];
    if (name === 'userLinks') return [draws, length / (draws * (rank + 1)), rank + 1];
    return [draws, length / draws];
  };
}

function arraysOf({ tensors }: Safetensors): ModelParts['arrays'] {
  return Object.fromEntries([...tensors].map(([name, { data }]) => [name, data]));
}

/** CRC-32 of the metadata except the checksum itself, and of every array with its name and shape. */
function* checksumSteps({ tensors, metadata }: Safetensors): Steps<string> {
  const texts = [...metadata].filter(([key]) => key !== 'checksum').sort(byName);
  let crc = crc32(new TextEncoder().encode(JSON.stringify(texts)));
  for (const [name, { shape, data }] of [...tensors].sort(byName)) {
    crc = crc32(new TextEncoder().encode(JSON.stringify([name, shape])), crc);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    for (let at = 0; at < bytes.length; at += STEP_BYTES) {
      crc = crc32(bytes.subarray(at, at + STEP_BYTES), crc);
      yield;
    }
  }
  return crc.toString(16).padStart(8, '0');
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw brokenTraining();
  }
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'unknown' : JSON.stringify(text.slice(0, 80));
}

function unusableFile(why: string): Problem {
  return new Problem(
    'file-unknown',
    `This file cannot be used here: ${why}.`,
    'Choose a .safetensors file that this version of Matinee has saved.',
  );
}

function brokenTraining(): Problem {
  return brokenFile('what it says about its training cannot be read');
}

function brokenFile(why: string): Problem {
  return new Problem(
    'file-broken',
    `The model file is damaged: ${why}.`,
    'Copy or download it once more, or save the model again where it was trained.',
  );
}
