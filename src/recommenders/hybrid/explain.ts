import { sharedGenres } from '../models/genre-content.ts';
import type { GenreTfidf } from '../models/tfidf.ts';
import type { Person, Recommender } from '../recommender.ts';
import { type Component, components } from './components.ts';
import type { HybridScores } from './weighted-hybrid.ts';

/** Why an item stands where it stands: the personal voice that lifted it most, with what that voice rests on. */
export type Explanation =
  /** Positions in `person.ratings` of the ratings that add most, at most two. */
  | { readonly component: 'ease' | 'ials' | 'viewing'; readonly because: readonly number[] }
  /** Genres of the movie that the profile likes, strongest first. */
  | { readonly component: 'content'; readonly genres: readonly string[] }
  | { readonly component: 'stars' }
  | { readonly component: 'popularity' };

/** A second reason is named only when it adds at least this share of the first. */
const SECOND_SHARE = 0.5;

/** What explanations are looked up in; what is fitted is null until it is. */
export interface Knowledge {
  readonly ease: Recommender | null;
  readonly ials: Recommender | null;
  readonly viewing: Recommender | null;
  readonly tfidf: GenreTfidf;
}

/**
 * Popularity lifts the same films for everyone, so it is the reason only where no personal voice lifts the film
 * by at least this share of it.
 */
const PERSONAL_SHARE = 0.1;

/** Explains one item from the very scores that ranked it. */
export function explain(
  scores: HybridScores,
  person: Person,
  item: number,
  knowledge: Knowledge,
): Explanation {
  const lifting = components
    .map((component) => ({ component, lift: scores.parts[component]?.[item] ?? 0 }))
    .filter(({ lift }) => lift > 0)
    .sort((a, b) => b.lift - a.lift);
  const floor = PERSONAL_SHARE * (scores.parts.popularity?.[item] ?? 0);
  for (const { component, lift } of lifting) {
    if (component === 'popularity' || lift < floor) continue;
    const found = byComponent(component, person, item, knowledge);
    if (found !== null) return found;
  }
  return { component: 'popularity' };
}

function byComponent(
  component: Component,
  person: Person,
  item: number,
  knowledge: Knowledge,
): Explanation | null {
  if (component === 'ease' || component === 'ials' || component === 'viewing') {
    const because = strongest(
      knowledge[component]?.contributions?.(person, item).parts ?? new Float32Array(0),
    );
    return because.length > 0 ? { component, because } : null;
  }
  if (component === 'content') {
    const genres = likedGenres(knowledge.tfidf, person, item);
    return genres.length > 0 ? { component, genres } : null;
  }
  return { component };
}

/** The one that adds most, and the next where it adds a good part of that. One pass: a person may have thousands. */
export function strongest(contributions: Float32Array): number[] {
  let [first, second] = [-1, -1];
  contributions.forEach((part, n) => {
    if (part <= 0) return;
    if (first === -1 || part > contributions[first]) [first, second] = [n, first];
    else if (second === -1 || part > contributions[second]) second = n;
  });
  if (first === -1) return [];
  const both = second !== -1 && contributions[second] >= SECOND_SHARE * contributions[first];
  return both ? [first, second] : [first];
}

/** Genres of a film that the person's profile likes, strongest first, at most two. */
export function likedGenres(tfidf: GenreTfidf, person: Person, item: number): string[] {
  return sharedGenres(tfidf, person, item)
    .filter(({ profile }) => profile > 0)
    .slice(0, 2)
    .map(({ genre }) => genre);
}
