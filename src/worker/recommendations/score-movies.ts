import type { Reason, VoiceShares } from '../../protocol/messages.ts';
import { noVoice, type Voice } from '../../recommenders/hybrid/components.ts';
import { newcomerScores } from '../../recommenders/hybrid/switching-hybrid.ts';
import {
  type HybridScores,
  hybridScores,
  type VoiceSet,
  voiceShares,
  zScored,
} from '../../recommenders/hybrid/weighted-hybrid.ts';
import type { StarPrediction, StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { Person, Recommender } from '../../recommenders/recommender.ts';
import { combined, isCombined, type RecommenderId } from '../../recommenders/registry.ts';
import { isSilent } from '../../recommenders/top-items.ts';
import type { Library } from '../session/catalogue.ts';
import type { Rankers } from './background-recommenders.ts';
import { popularReason, reasonOfVoices, reasonsOf } from './reasons.ts';
import { partOf, type Ranker } from './recommender-pool.ts';

/** All films as one recommender orders them for one person, and why each stands where it stands. */
export interface Ranked {
  readonly id: RecommenderId;
  /** What the order can be taken apart into; none where it is not made of voices. */
  readonly voices: VoiceSet;
  /** `total` is the order, in standard deviations above the average film; `parts` are those of `voices`. */
  readonly scores: HybridScores;
  /** Whether the recommender has nothing to go by, so that popularity stands in for it. */
  readonly silent: boolean;
  reason(item: number): Reason;
}

/** What scores and reasons rest on. */
export interface Basis {
  readonly library: Library;
  readonly person: Person;
  /** The model in use, and what it predicts for the person; null while there is none. */
  readonly stars: StarPredictor | null;
  readonly predicted: StarPrediction | null;
  readonly rankers: Rankers;
}

/** Scores every film for a person. */
export function rankedBy(ranker: Ranker, basis: Basis): Ranked {
  const { id } = ranker;
  if (id === 'hybrid') {
    const voices = voicesOf(basis);
    const scores = hybridScores(voices, basis.person);
    return { id, voices, scores, silent: false, reason: (item) => reasonOfVoices(scores, basis, item) };
  }
  const { voices, scores } = scoredBy(ranker, basis);
  if (!isSilent(scores.total)) {
    return { id, voices, scores, silent: false, reason: reasonsOf(ranker, scores, basis) };
  }
  const { popularity } = basis.library;
  return {
    ...{ id, silent: true, voices: { popularity } },
    scores: alone('popularity', popularity, basis.person),
    reason: (item) => popularReason(basis, item),
  };
}

/** Share of each voice in the given films. To a person the voices that learn from what goes together are one. */
export function sharesOf(scores: HybridScores, items: readonly number[]): VoiceShares {
  const { ials, viewing, ease, ...rest } = voiceShares(scores, items);
  return { ...rest, ease: ease + ials + viewing };
}

/** The recommenders that are a voice of the hybrid too, and so can be taken apart as one. */
const voiceOf: Readonly<Partial<Record<RecommenderId, Voice>>> = {
  popularity: 'popularity',
  content: 'content',
  ease: 'ease',
  ials: 'ials',
  viewing: 'viewing',
  svd: 'stars',
  als: 'stars',
  bayes: 'stars',
};

function scoredBy({ id, parts }: Ranker, { person, library }: Basis): Pick<Ranked, 'voices' | 'scores'> {
  if (id === 'switching') {
    const ials = partOf(parts, 'ials');
    const sides = { ials, content: library.content, popularity: library.popularity };
    const scores = newcomerScores(sides, person);
    return scores === null
      ? { voices: { ials }, scores: alone('ials', ials, person) }
      : { voices: sides, scores };
  }
  const recommender = isCombined(id) ? combined(id, parts) : partOf(parts, id);
  const voice = voiceOf[id];
  if (voice === undefined) {
    return { voices: {}, scores: { total: zScored(recommender.score(person), 1), parts: {}, made: {} } };
  }
  return { voices: { [voice]: recommender }, scores: alone(voice, recommender, person) };
}

function alone(voice: Voice, recommender: Recommender, person: Person): HybridScores {
  const weights = { ...noVoice, [voice]: 1 };
  return hybridScores({ [voice]: recommender }, person, weights);
}

function voicesOf({ library, stars, predicted, rankers }: Basis): VoiceSet {
  const { ease, ials, viewing } = rankers;
  return {
    ...(ease === null ? {} : { ease }),
    ...(ials === null ? {} : { ials }),
    ...(viewing === null ? {} : { viewing }),
    // What is predicted for the person is computed once.
    ...(stars === null || predicted === null ? {} : { stars: { ...stars, score: () => predicted.stars } }),
    content: library.content,
    popularity: library.popularity,
  };
}
