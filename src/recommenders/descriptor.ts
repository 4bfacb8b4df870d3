import type { Threads } from '../base/threads.ts';
import type { Dataset, Ratings } from '../dataset/dataset.ts';
import type { RecommenderFacts, RecommenderId } from '../protocol/recommender-catalog.ts';
import type { Explain } from './explanation.ts';
import type { ComponentSet, HybridScores } from './hybrid/components.ts';
import type { ContentTerms } from './models/content-terms.ts';
import type { StarsModel } from './models/factor-model.ts';
import type { GenreTfidf } from './models/tfidf.ts';
import type { TrainNetwork } from './networks/network-models.ts';
import type { Person, Recommender } from './recommender.ts';

/** All that is known of one recommender. registry.ts lists one of these for each. */
export type RecommenderDescriptor = SingleDescriptor | CombinedDescriptor;

type Facts = RecommenderFacts<RecommenderId>;

/** What fitting works on. */
export interface FitContext {
  readonly dataset: Dataset;
  /** Genre weights of the data set, computed when they are first asked for. */
  tfidf(): GenreTfidf;
  /** The terms of the content model, computed when they are first asked for. */
  terms(): Promise<ContentTerms>;
  /** Trains a factorization; the training side is handed in, because this folder does not know it. */
  trainStars(algorithm: StarsModel['algorithm'], dataset: Dataset): Promise<StarsModel>;
  /** Trains a network; absent where only a stored model may be used. */
  readonly trainNetwork?: TrainNetwork;
  /** A model that was trained elsewhere and imported for this data set; null where there is none. @param name as stored */
  imported(name: string): Promise<StoredModel | null>;
  /** For fits that take seconds. */
  readonly work?: FitWork;
}

/** A recommender with a model of its own. */
export interface SingleDescriptor extends Facts {
  fit(context: FitContext): Promise<Recommender>;
  /** The trainer that makes its model; absent where no training is needed. */
  readonly algorithm?: StarsModel['algorithm'];
  /** Present where it is fitted in the background of every visit and stored for the next one. */
  readonly background?: BackgroundFit;
  /** Present where its model is trained elsewhere and imported, or trained when the person asks for it. */
  readonly imported?: Pick<BackgroundFit, 'name' | 'decode'>;
  /** Why it ranks an item where it does; absent: by the ratings that contribute most. */
  readonly explain?: Explain;
}

/** Looks up one of the recommenders that another one combines. */
export type PartLookup = (id: RecommenderId) => Recommender;

/** A recommender that combines others (Burke 2002). */
export interface CombinedDescriptor extends Facts {
  readonly parts: readonly RecommenderId[];
  combine(part: PartLookup): Recommender;
  /** The same scores as a sum of components of the weighted hybrid; absent where they are no such sum. */
  decompose?(part: PartLookup, person: Person): ComponentScores;
  /** Which part put an item in its place; absent where the components tell. */
  placedBy?(part: PartLookup, person: Person): (item: number) => RecommenderId;
}

/** Scores with the components that they are the sum of. */
export interface ComponentScores {
  readonly components: ComponentSet;
  readonly scores: HybridScores;
}

export function isCombined(descriptor: RecommenderDescriptor): descriptor is CombinedDescriptor {
  return 'parts' in descriptor;
}

/** A typed array that can be stored. */
type ModelArray = Float32Array | Float64Array | Int32Array;

/** A model as it is stored: facts that JSON can write, and typed arrays by name. */
export interface EncodedModel {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, ModelArray>>;
}

/** A stored model, to be decoded. */
export interface StoredModel {
  readonly meta: Readonly<Record<string, unknown>>;
  /** @throws Problem 'storage-broken' where the array is missing or of another type or length */
  array<T extends ModelArray>(name: string, type: new (length: number) => T, length: number): T;
}

/** How a model is stored. Names are those that earlier versions stored. */
export interface ModelCodec<Model> {
  readonly name: string;
  encode(model: Model): EncodedModel;
  /** @returns null where the model is of a shape that this version does not know */
  decode(stored: StoredModel): Model | null;
}

/** What a fit that takes seconds is given. */
export interface FitWork {
  /** The fit rejects with its reason once it is aborted. */
  readonly signal?: AbortSignal;
  /** Receives the share that is done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
  /** What divides the work; one thread by default. The model does not depend on it. */
  readonly threads?: Threads;
}

/** Fitting and storing of one kind of model, with the kind hidden. */
export interface BackgroundFit {
  /** Name under which the model is stored. */
  readonly name: string;
  fit(
    ratings: Ratings,
    work?: FitWork,
  ): Promise<{ readonly recommender: Recommender; encode(): EncodedModel }>;
  decode(stored: StoredModel, ratings: Ratings): Recommender | null;
}

/** The two fields of a descriptor whose model is fitted in the background and stored. */
export function storedFit<Model>(
  codec: ModelCodec<Model>,
  fitModel: (ratings: Ratings, work?: FitWork) => Promise<Model>,
  recommenderOf: (model: Model, ratings: Ratings) => Recommender,
): Required<Pick<SingleDescriptor, 'fit' | 'background'>> {
  return {
    fit: async ({ dataset: { ratings }, work }) => recommenderOf(await fitModel(ratings, work), ratings),
    background: {
      name: codec.name,
      async fit(ratings, work) {
        const model = await fitModel(ratings, work);
        return { recommender: recommenderOf(model, ratings), encode: () => codec.encode(model) };
      },
      decode(stored, ratings) {
        const model = codec.decode(stored);
        return model === null ? null : recommenderOf(model, ratings);
      },
    },
  };
}
