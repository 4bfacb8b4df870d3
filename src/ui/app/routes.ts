import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { BackendName } from '../../protocol/training-messages.ts';

const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'cpu'];

/** Returns the backend that `?backend=` in the address forces. Any other value leaves the choice to the worker. */
export function backendFrom(query: string): BackendName | 'auto' {
  const asked = new URLSearchParams(query).get('backend');
  return BACKENDS.find((name) => name === asked) ?? 'auto';
}

/** Returns the number of threads that `?threads=` in the address forces, null for none. */
export function threadsFrom(query: string): number | null {
  const asked = new URLSearchParams(query).get('threads') ?? '';
  return /^[1-9]\d?$/.test(asked) ? Number(asked) : null;
}

/** The path where the app is served, without the last slash. All addresses of the app start with it. */
export const base = import.meta.env.BASE_URL.replace(/\/$/, '');

export const paths = {
  forYou: '/',
  welcome: '/welcome',
  rateMovies: '/welcome?step=films',
  movie: (id: number) => `/movie/${id}`,
  explore: '/explore',
  /** The movies that a person directed or plays in. */
  exploreBy: (person: string) => `/explore?person=${encodeURIComponent(person)}`,
  tonight: '/tonight',
  experiment: '/experiment',
  compare: (a: RecommenderId, b: RecommenderId) => `/compare?a=${a}&b=${b}`,
  watchlist: '/watchlist',
  ratings: '/ratings',
  taste: '/taste',
  training: '/training',
  order: '/order',
  deepTaste: '/deep-taste',
  users: '/users',
  user: (n: number) => `/users/${n}`,
  lab: '/lab',
  how: '/how',
  map: '/map',
  onMap: (id: number) => `/map?film=${id}`,
  privacy: '/privacy',
} as const;
