import type { StoredGuest } from '../../storage/person/guest-schema.ts';
import { emptyDraft } from '../../storage/person/person-entries.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import {
  createPersonalScores,
  type PersonalScores,
  type ScoreInputs,
} from '../recommendations/personal-scores.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** One of those who watch together. */
export interface Member {
  /** Null for the person of this device. */
  readonly id: string | null;
  readonly name: string | null;
  readonly scores: PersonalScores;
}

/** Scores the guests as the person is scored; nobody is scored again while nothing of theirs has changed. */
export class GuestScores {
  private readonly known = new WeakMap<StoredGuest, PersonalScores>();

  /** @param own the person's scores, with what all scores are computed from */
  of(guest: StoredGuest, catalogue: Catalogue, { inputs }: PersonalScores): PersonalScores {
    const known = this.known.get(guest);
    if (known !== undefined && isFresh(known.inputs, inputs)) return known;
    const scores = createPersonalScores(catalogue, { ...inputs, stored: personOf(guest) });
    this.known.set(guest, scores);
    return scores;
  }
}

function isFresh(of: ScoreInputs, now: ScoreInputs): boolean {
  return (
    of.stars === now.stars &&
    of.backgroundRecommenders === now.backgroundRecommenders &&
    of.content === now.content &&
    of.ranker === now.ranker
  );
}

/** A guest with the records that a person has. */
function personOf({ ratings, seen, at }: StoredGuest): StoredPerson {
  const { lists: _, ...nobody } = emptyDraft();
  return {
    ...nobody,
    ratings: new Map(ratings.map(({ movieId, rating }) => [movieId, { stars: rating, at }])),
    marks: new Map(seen.map((movieId) => [movieId, { mark: 'seen', at }])),
    experiments: [],
    unreadable: [],
  };
}
