import type { DrawnMap } from '../../protocol/map-messages.ts';
import { useWords } from '../state/use-words.ts';
import { map as texts } from './texts.ts';

/** Says which movies are on the map, and explains what it shows, what it cannot show, and how good it is. */
export function HowToRead({ map }: { readonly map: DrawnMap }) {
  const words = useWords();
  return (
    <>
      <p className="muted map__shown">
        {texts.shown(map.movies.length, map.unrated, words)}{' '}
        {map.leftOut > 0 && texts.leftOut(map.leftOut, map.unrated, words)}
      </p>
      <Reading map={map} />
    </>
  );
}

function Reading({ map }: { readonly map: DrawnMap }) {
  const words = useWords();
  return (
    <details className="map__reading">
      <summary>{texts.howTo}</summary>
      <p>{texts.how(words)}</p>
      {map.neighbourhoods.length > 0 && <p>{texts.neighbourhoods(words)}</p>}
      {map.trust !== null && (
        <p>
          <abbr title={texts.trustTerm}>{texts.trust(map.trust)}</abbr>
        </p>
      )}
      <p className="muted">{texts.drawn(map.took)}</p>
    </details>
  );
}
