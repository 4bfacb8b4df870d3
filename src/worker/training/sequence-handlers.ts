import { Problem } from '../../base/problem.ts';
import type { Event } from '../../protocol/messages.ts';
import type { SequenceCommand, SequenceMovie, SequenceQueries } from '../../protocol/sequence-messages.ts';
import { isSequence, lookedAt } from '../../recommenders/models/sasrec.ts';
import { type SasrecModel, sasrecArrays } from '../../recommenders/models/sasrec-network.ts';
import { encodeSafetensors, type Tensor } from '../../storage/artifacts/safetensors.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';

/** How many of the movies at the end of the sequence are shown. */
const SHOWN = 8;

export const sequenceCommands = {
  trainSequence: ({ sequence }, { settings }) => sequence.train(settings),
  pauseSequence: ({ sequence }) => sequence.pause(),
  resumeSequence: ({ sequence }) => sequence.resume(),
  stopSequence: ({ sequence }) => sequence.stop(),
  exportSequence: (context) => context.emit(exported(context)),
} satisfies CommandHandlers<SequenceCommand>;

export const sequenceQueries = {
  sequence: {
    dependsOn: ['sequence', 'recommenders', 'person'],
    priority: 2,
    answer(context) {
      const model = modelIn(context);
      return {
        ...context.sequence.state(),
        hasModel: model !== null,
        known: model?.shape.movies ?? null,
        last: model === null ? [] : lastOf(context, model),
      };
    },
  },
} satisfies QueryHandlers<keyof SequenceQueries>;

function modelIn({ backgroundRecommenders }: SessionContext): SasrecModel | null {
  const found = backgroundRecommenders.get('sasrec');
  return found !== undefined && isSequence(found) ? found.model : null;
}

/** The newest first. */
function lastOf({ scores, catalogue }: SessionContext, model: SasrecModel): SequenceMovie[] {
  const items = [...lookedAt(model, scores().person.ratings)].reverse().slice(0, SHOWN);
  return items.map((item) => {
    const { id, title, year } = catalogue.dataset.movies[item];
    return { movieId: id, title, year };
  });
}

/** The parameters as a safetensors file, with the ids of the movies that they are of. */
function exported(context: SessionContext): Extract<Event, { type: 'modelExported' }> {
  const model = modelIn(context);
  if (model === null) {
    throw new Problem('unexpected', 'There is no model to save yet.', 'Wait until the training is done.');
  }
  const { dataset } = context.catalogue;
  const { shape, known, arrays } = model;
  const tensors = new Map<string, Tensor>(
    sasrecArrays(shape).map(([name, size]) => [name, { shape: size, data: arrays[name] }]),
  );
  const ids = known.map((item) => dataset.movies[item].id);
  tensors.set('movieIds', { shape: [ids.length], data: ids });
  const metadata = new Map([
    ['format', 'matinee-sasrec'],
    ['version', '1'],
    ['dataset', dataset.id],
    ['shape', JSON.stringify(shape)],
  ]);
  const plain = dataset.name.replace(/[^A-Za-z0-9._-]+/g, '-');
  return {
    type: 'modelExported',
    name: `matinee-${plain}-sasrec.safetensors`,
    bytes: encodeSafetensors({ tensors, metadata }),
  };
}
