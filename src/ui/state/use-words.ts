import { type RecommenderId, recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { inWords, type Words, wordsOf } from '../../protocol/words.ts';
import { useSelect } from './store.ts';

/** The words for the data set in use, those for movies until one is. */
export function useWords(): Words {
  return wordsOf(useSelect((state) => state.app.dataset?.subject));
}

/** A table of texts in the words for the data set in use. */
export function useTexts<T>(texts: T): T {
  return inWords(texts, useWords());
}

/** What recommenders are called, in the words for the data set in use. */
export function useRecommenderName(): (id: RecommenderId) => string {
  const infoOf = useTexts(recommenderInfo);
  return (id) => infoOf[id].name;
}
