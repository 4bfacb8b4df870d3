import { type Source, sources } from './sources.ts';
import { origin as texts } from './texts.ts';
import './sources-panel.css';

/** Says where the built-in data are from and under which licences, with a link to download them. */
export function SourcesPanel(props: { readonly imported: boolean; readonly isOfMovies?: boolean }) {
  const { imported, isOfMovies = true } = props;
  return (
    <section className="sources">
      <h2>{texts.title}</h2>
      <p>{imported ? (isOfMovies ? texts.imported : texts.importedOther) : texts.sample}</p>
      <dl>
        {sources.map((source) => (
          <SourceEntry key={source.name} source={source} />
        ))}
      </dl>
      <p className="muted sources__citation">{texts.citation}</p>
      <p>
        <a href={`${import.meta.env.BASE_URL}datasets/matinee-films.zip`} download>
          {texts.download}
        </a>
      </p>
    </section>
  );
}

function SourceEntry({ source: { name, address, gives, licences, note } }: { readonly source: Source }) {
  return (
    <div className="sources__entry">
      <dt>
        <Outside address={address}>{name}</Outside>
      </dt>
      <dd>
        {gives}.{' '}
        {licences.map((licence) => (
          <Outside key={licence.name} address={licence.address}>
            {licence.name}
          </Outside>
        ))}
        . {note}
      </dd>
    </div>
  );
}

function Outside({ address, children }: { readonly address: string; readonly children: string }) {
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}
