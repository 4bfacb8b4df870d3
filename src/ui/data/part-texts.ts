/** Texts for the choice how much of a large data set to use. */
import type { ImportReport } from '../../protocol/dataset-messages.ts';
import { plural } from '../app/texts.ts';
import { formatCount } from '../kit/format.ts';
import type { DevicePart } from './device-parts.ts';

/** The figures are of `npm run bench -- thinning`. */
export const partTexts = {
  title: 'How much of it?',
  large: 'All of it fits this device, but learning from so many ratings takes minutes.',
  tooLarge: (memoryGb: number | undefined, fits: number) =>
    memoryGb === undefined
      ? `This browser does not say how much memory the device has. With 4 GB about ${formatCount(fits)} ratings fit.`
      : `This device has about ${formatCount(memoryGb)} GB of memory: about ${formatCount(fits)} ratings fit.`,
  label: ({ kind, ratings }: DevicePart, { ratings: all, users }: ImportReport) =>
    kind === 'all'
      ? `All ${plural(all, 'rating', 'ratings')}`
      : `${kind === 'tenth' ? 'A tenth' : 'What fits'}: about ${formatCount(ratings)} ratings by ${plural(Math.max(1, Math.round((users * ratings) / all)), 'person', 'people')}`,
  help: ({ kind }: DevicePart, allFit: boolean) => {
    if (kind === 'all')
      return allFit ? 'Best lists.' : 'Best lists, but the tab may run out of memory and close.';
    const people = 'All titles, and everything said by people drawn at random.';
    return kind === 'tenth'
      ? `${people} Quickest; titles that few have rated are hardly recommended.`
      : people;
  },
  measured:
    'Measured with the 100,000 ratings of MovieLens 100K: from a tenth of its people, lists were worth three quarters of those from all of it (NDCG@10 0.30 instead of 0.40), and predicted stars were off by 0.95 instead of 0.89. What a larger one loses was not measured.',
};
