import { isRecord } from '../../base/is-record.ts';
import { Problem } from '../../base/problem.ts';
import { crc32 } from '../../dataset/archive/crc32.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type ModelParts, putTogether, takeApart } from '../../storage/artifacts/model-codec.ts';
import { runRecordFrom } from '../../storage/artifacts/run-schema.ts';
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

/**
 * A model and the run it came from as one file. Everything beside the arrays stands in the metadata as JSON, with a
 * checksum over all of it: CRC-32 as everywhere in Matinee, since it guards against damage and not against malice,
 * and works where the page is not served securely.
 */
export function encodeModel({ model, ...kept }: TrainedModel): Uint8Array<ArrayBuffer> {
  const { fields, arrays } = takeApart(model);
  const shapes = shapesOf(model.algorithm === 'bayes' ? model.draws : 1, model.rank);
  const tensors = new Map(
    Object.entries(arrays).flatMap(([name, data]): [string, Tensor][] =>
      data instanceof Uint32Array || data instanceof Uint8Array
        ? []
        : [[name, { shape: shapes(name, data.length), data }]],
    ),
  );
  const metadata = new Map([
    ['format', FORMAT],
    ['version', VERSION],
    ['dataset', model.datasetId],
    ['model', JSON.stringify(fields)],
    ['run', JSON.stringify(kept)],
  ]);
  metadata.set('checksum', checksum({ tensors, metadata }));
  return encodeSafetensors({ tensors, metadata });
}

/** Name of the file that a model is saved as. */
export function modelFileName({ model }: TrainedModel, datasetName: string): string {
  const plain = datasetName.replace(/[^A-Za-z0-9._-]+/g, '-');
  return `matinee-${plain}-${model.algorithm}.safetensors`;
}

/**
 * The model of a file, for the data set that is open.
 * @param name the file's, told as the run's origin
 * @param runId a number that no other run has
 * @throws Problem 'file-unknown', 'file-broken' or, for a model of other data, 'data-invalid'
 */
export function decodeModel(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  runId: number,
  dataset: Dataset,
): TrainedModel {
  const file = decodeSafetensors(bytes);
  const { metadata } = file;
  if (metadata.get('format') !== FORMAT) throw foreign('it is not a model of Matinee');
  const version = metadata.get('version');
  if (version !== VERSION)
    throw foreign(`it is of version ${shortened(version)}, this page reads ${VERSION}`);
  if (metadata.get('checksum') !== checksum(file)) throw broken('its checksum does not match');
  const datasetId = metadata.get('dataset');
  if (datasetId !== dataset.id) {
    throw new Problem(
      'data-invalid',
      `The model was trained on the data set ${shortened(datasetId)}, and the one here is ${dataset.id}.`,
      'Open the data set that the model was trained on, or train a model here.',
    );
  }
  const fields = parsed(metadata.get('model'));
  const kept = runRecordFrom(parsed(metadata.get('run')));
  if (!isRecord(fields) || kept === null) throw broken('what it tells of its training cannot be read');
  const found = putTogether({ fields, arrays: arraysOf(file) }, dataset.movies.length);
  if ('wrong' in found) throw broken(found.wrong);
  const { model } = found;
  if (model.datasetId !== dataset.id || !featuresFit(model, dataset)) {
    throw broken('it does not fit the data set that it names');
  }
  return { ...kept, run: { ...kept.run, id: runId, background: false, importedFrom: name }, model };
}

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

/** Over the metadata except the checksum itself, and every array with its name and shape. */
function checksum({ tensors, metadata }: Safetensors): string {
  const texts = [...metadata].filter(([key]) => key !== 'checksum').sort(byName);
  let crc = crc32(new TextEncoder().encode(JSON.stringify(texts)));
  for (const [name, { shape, data }] of [...tensors].sort(byName)) {
    crc = crc32(new TextEncoder().encode(JSON.stringify([name, shape])), crc);
    crc = crc32(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), crc);
  }
  return crc.toString(16).padStart(8, '0');
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw broken('what it tells of its training cannot be read');
  }
}

function shortened(text: string | undefined): string {
  return text === undefined ? 'unknown' : JSON.stringify(text.slice(0, 80));
}

function foreign(why: string): Problem {
  return new Problem(
    'file-unknown',
    `This file cannot be used here: ${why}.`,
    'Choose a .safetensors file that this version of Matinee has saved.',
  );
}

function broken(why: string): Problem {
  return new Problem(
    'file-broken',
    `The model file is damaged: ${why}.`,
    'Copy or download it once more, or save the model again where it was trained.',
  );
}
