import { readTasteText } from '../../base/taste-text.ts';
import type { TasteQueries } from '../../protocol/taste-messages.ts';
import type { QueryHandlers } from '../session/handlers.ts';
import { compareTastes } from './compare-tastes.ts';
import { ownTaste } from './own-taste.ts';

export const tasteQueries = {
  ownTaste: {
    dependsOn: ['person'],
    priority: 1,
    answer: ({ catalogue, person }) => ownTaste(catalogue, person),
  },
  tasteComparison: {
    dependsOn: ['person', 'model', 'facts'],
    priority: 0,
    answer: ({ catalogue, scores }, { taste }) => compareTastes(catalogue, scores(), readTasteText(taste)),
  },
} satisfies QueryHandlers<keyof TasteQueries>;
