/** How much of a data set a person may choose to use: all of it, what fits this device, or a tenth. */
export interface DevicePart {
  readonly kind: 'all' | 'fits' | 'tenth';
  /** Ratings at most. */
  readonly ratings: number;
}

/** From so many ratings on a tenth is a choice where all of them fit, too: `npm run bench -- scale` took 42 s to its first model at 5 million. */
const LARGE = 5e6;
/** Memory of the whole browser with 1 million ratings and what each million adds at most, MB: the bench `scale`. */
const BROWSER_MB = 830;
const MB_PER_MILLION = 100;
/** Half of the memory is for the system and other programs. */
const SHARE = 0.5;
/** A gigabyte holds so many ratings in any case: they take 9 bytes each, and their models little more. */
const LEAST_PER_GB = 4e5;
/** Browsers that name a device's memory, name at most 8 GB, which held 26 million ratings with room to spare. */
const AMPLE_GB = 8;
/** What is assumed where the browser does not say: a phone of today. */
const USUAL_GB = 4;

/**
 * About how many ratings a device can work with.
 * @param memoryGb memory of the device, GB (Device Memory API); undefined where the browser does not say
 * @returns infinite where memory sets no limit below that of the reader
 */
export function ratingsThatFit(memoryGb: number = USUAL_GB): number {
  if (memoryGb >= AMPLE_GB) return Number.POSITIVE_INFINITY;
  const rest = SHARE * 1000 * memoryGb - BROWSER_MB;
  return Math.max(Math.round((rest / MB_PER_MILLION) * 10) * 1e5, LEAST_PER_GB * memoryGb);
}

/** The choices for a data set, the one that is advised first; all of it alone where it is small. */
export function devicePartsOf(ratings: number, memoryGb: number | undefined): readonly DevicePart[] {
  const fits = ratingsThatFit(memoryGb);
  const all: DevicePart = { kind: 'all', ratings };
  const tenth: DevicePart = { kind: 'tenth', ratings: Math.floor(ratings / 10) };
  if (ratings <= fits) return ratings < LARGE ? [all] : [all, tenth];
  if (tenth.ratings >= fits) return [{ kind: 'fits', ratings: fits }, all];
  return [{ kind: 'fits', ratings: fits }, tenth, all];
}

/** Memory of this device in GB, rounded by the browser; undefined where it does not say (Firefox, Safari). */
export function deviceMemory(): number | undefined {
  const { deviceMemory: memory } = navigator as Navigator & { readonly deviceMemory?: unknown };
  return typeof memory === 'number' && memory > 0 ? memory : undefined;
}
