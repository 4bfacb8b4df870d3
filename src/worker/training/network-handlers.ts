import { Problem } from '../../base/problem.ts';
import type { Event } from '../../protocol/messages.ts';
import type {
  NetworkCommand,
  NetworkId,
  NetworkMovie,
  NetworkQueries,
  NetworkState,
} from '../../protocol/network-messages.ts';
import type { NetworkModels } from '../../recommenders/networks/network-models.ts';
import { isNetwork } from '../../recommenders/networks/network-recommender.ts';
import { networks } from '../../recommenders/networks/networks.ts';
import { encodeSafetensors, type Tensor } from '../../storage/artifacts/safetensors.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';

/** How many of the movies that a network reads are shown. */
const SHOWN = 8;

export const networkCommands = {
  trainNetwork: (context, { network, settings }) => context.networks[network].train(settings),
  pauseNetwork: (context, { network }) => context.networks[network].pause(),
  resumeNetwork: (context, { network }) => context.networks[network].resume(),
  stopNetwork: (context, { network }) => context.networks[network].stop(),
  exportNetwork: (context, { network }) => context.emit(exported(context, network)),
} satisfies CommandHandlers<NetworkCommand>;

export const networkQueries = {
  network: {
    dependsOn: ['networks', 'recommenders', 'person'],
    priority: 2,
    answer: (context, { network }) => stateOf(context, network),
  },
} satisfies QueryHandlers<keyof NetworkQueries>;

function stateOf<Id extends NetworkId>(context: SessionContext, network: Id): NetworkState {
  const model = modelIn(context, network);
  return {
    ...context.networks[network].state(),
    hasModel: model !== null,
    known: model?.shape.movies ?? null,
    read: model === null ? [] : readOf(context, network, model),
  };
}

function modelIn<Id extends NetworkId>(
  { backgroundRecommenders }: SessionContext,
  network: Id,
): NetworkModels[Id] | null {
  const found = backgroundRecommenders.get(network);
  return found !== undefined && isNetwork(found, network) ? found.model : null;
}

/** The newest first. */
function readOf<Id extends NetworkId>(
  { scores, catalogue }: SessionContext,
  network: Id,
  model: NetworkModels[Id],
): NetworkMovie[] {
  const items = [...networks[network].read(model, scores().person)].slice(0, SHOWN);
  return items.map((item) => {
    const { id, title, year } = catalogue.dataset.movies[item];
    return { movieId: id, title, year };
  });
}

/** The parameters as a safetensors file, with the ids of the movies that they are of. */
function exported<Id extends NetworkId>(
  context: SessionContext,
  network: Id,
): Extract<Event, { type: 'modelExported' }> {
  const model = modelIn(context, network);
  if (model === null) {
    throw new Problem('unexpected', 'There is no model to save yet.', 'Wait until the training is done.');
  }
  const { dataset } = context.catalogue;
  const { shape, known, arrays } = model;
  const list = networks[network].arrays(shape);
  const tensors = new Map<string, Tensor>(
    list.map(([name, size]) => [name, { shape: size, data: arrays[name] }]),
  );
  const ids = known.map((item) => dataset.movies[item].id);
  tensors.set('movieIds', { shape: [ids.length], data: ids });
  const metadata = new Map([
    ['format', `matinee-${network}`],
    ['version', '1'],
    ['dataset', dataset.id],
    ['shape', JSON.stringify(shape)],
  ]);
  const plain = dataset.name.replace(/[^A-Za-z0-9._-]+/g, '-');
  return {
    type: 'modelExported',
    name: `matinee-${plain}-${network}.safetensors`,
    bytes: encodeSafetensors({ tensors, metadata }),
  };
}
